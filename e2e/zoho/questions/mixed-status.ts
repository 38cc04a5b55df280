import { CannotTell, cannotTell } from './question.ts';
import type { Interview, OwnTag, Question, Reply } from './question.ts';

/** Removes a tag from two records of which only one can be changed. */
async function mixed({ removeTags }: Interview, tag: OwnTag, ids: string[]): Promise<Reply | undefined> {
  const reply = await removeTags([tag], ids);
  const codes = (reply.body.data ?? []).map((item) => item.code);
  return codes.includes('SUCCESS') && codes.some((code) => code !== 'SUCCESS') ? reply : undefined;
}

async function withBadId(interview: Interview): Promise<number | undefined> {
  const [good = '', gone = ''] = await interview.makeRecords(2);
  const [tag] = await interview.makeTags(1);
  await interview.putOn([tag!], [good, gone]);
  await interview.deleteRecord(gone);
  return (await mixed(interview, tag!, [good, gone]))?.status;
}

async function withLocked(interview: Interview): Promise<number | undefined> {
  const [free = '', shut = ''] = await interview.makeRecords(2);
  const [tag] = await interview.makeTags(1);
  await interview.putOn([tag!], [free, shut]);
  try {
    await interview.lockRecord(shut);
  } catch (error) {
    if (error instanceof CannotTell) return undefined;
    throw error;
  }
  return (await mixed(interview, tag!, [free, shut]))?.status;
}

async function withMissing(interview: Interview): Promise<number | undefined> {
  const [carries = '', lacks = ''] = await interview.makeRecords(2);
  const [tag] = await interview.makeTags(1);
  await interview.putOn([tag!], [carries]);
  return (await mixed(interview, tag!, [carries, lacks]))?.status;
}

export const mixedStatus: Question = {
  name: 'mixedStatus',
  asks: 'Which status has a bulk answer in which only some records succeed?',
  settles: ['mixedStatus'],
  credits: 34,
  async ask(interview) {
    const bad = await withBadId(interview);
    const other = (await withLocked(interview)) ?? (await withMissing(interview));
    if (bad === undefined && other === undefined) return cannotTell('no answer was mixed');
    const seen = `HTTP ${bad ?? 'none'} with a record that is gone, HTTP ${other ?? 'none'} with one that is locked or lacks the tag`;
    // The recorded cases are 400 with a missing record and 200 with others. One of the two leaves the other open.
    if (bad === 400 && other === 200) return { switches: { mixedStatus: 'asRecorded' }, seen };
    const isOpen = (bad === undefined && other === 200) || (other === undefined && bad === 400);
    const status = bad ?? other;
    const isOne = bad === undefined || other === undefined || bad === other;
    if (isOpen || !isOne || (status !== 200 && status !== 207 && status !== 400)) return cannotTell(seen);
    return { switches: { mixedStatus: status }, seen };
  },
};

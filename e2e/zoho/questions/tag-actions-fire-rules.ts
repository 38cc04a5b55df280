import { cannotTell } from './question.ts';
import type { Question } from './question.ts';

/** Seconds after a change at which the record is looked at. */
const LOOKS = [1, 5, 15, 30, 60];

export const tagActionsFireRules: Question = {
  name: 'tagActionsFireRules',
  asks: 'Does a workflow rule fire when a tag is removed through the API?',
  settles: ['tagActionsFireRules'],
  credits: 32,
  onlyIfNamed: 'It makes a workflow rule about one record of its own, and deletes it.',
  scopes: ['ZohoCRM.settings.workflow_rules.ALL'],
  async ask({ module, call, makeRecords, makeTags, putOn, removeTags, makeRule, tagsOn, wait, now }) {
    const [id = ''] = await makeRecords(1);
    const [removed, comes] = await makeTags(2);
    await putOn([removed!], [id]);
    await makeRule(comes!, id);
    /** Seconds until the rule's tag is there. */
    const untilThere = async () => {
      const since = now();
      for (const seconds of LOOKS) {
        await wait(Math.max(0, since + seconds * 1000 - now()));
        if ((await tagsOn([id])).get(id)?.includes(comes!.id)) return seconds;
      }
      return undefined;
    };
    await removeTags([removed!], [id]);
    const afterRemoval = await untilThere();
    if (afterRemoval !== undefined)
      return { switches: { tagActionsFireRules: true }, seen: `the rule's tag was there after ${afterRemoval} s` };
    // Silence means something only for a rule that fires at all.
    const body = { data: [{ id, Description: 'Edited by the live checks' }] };
    const edit = await call('PUT', `/${module}`, { body });
    if (edit.status >= 300) return cannotTell('the rule did not fire, and the record cannot be edited', edit);
    const afterEdit = await untilThere();
    if (afterEdit === undefined) return cannotTell('the rule fires after an ordinary edit neither');
    const seen = `not within ${LOOKS.at(-1)} s of the removal; after an edit within ${afterEdit} s`;
    return { switches: { tagActionsFireRules: false }, seen };
  },
};

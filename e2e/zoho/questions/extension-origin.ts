import { cannotTell, inWords, removal } from './question.ts';
import type { Question } from './question.ts';

const ORIGIN = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

export const extensionOrigin: Question = {
  name: 'extensionOrigin',
  asks: "Does the API take calls with an extension's Origin?",
  settles: ['extensionOrigin'],
  credits: 8,
  async ask({ module, call, makeRecords, makeTags }) {
    const ids = await makeRecords(1);
    const [tag] = await makeTags(1);
    const body = removal([tag!], ids);
    const without = await call('POST', `/${module}/actions/remove_tags`, body);
    const with_ = await call('POST', `/${module}/actions/remove_tags`, { ...body, headers: { origin: ORIGIN } });
    const seen = `without: ${inWords(without)}; with: ${inWords(with_)}`;
    if (without.status >= 300 && without.body.data === undefined) return cannotTell(seen);
    const isSame = with_.status === without.status && with_.body.data?.[0]?.code === without.body.data?.[0]?.code;
    return { switches: { extensionOrigin: isSame ? 'accepted' : 'refused' }, seen };
  },
};

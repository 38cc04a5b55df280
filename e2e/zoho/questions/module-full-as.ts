import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

/** Tags that the question makes at most, and those of one call. */
const MOST = 500;
const AT_ONCE = 50;

export const moduleFullAs: Question = {
  name: 'moduleFullAs',
  asks: 'How is a tag refused that is one too many for its module?',
  settles: ['moduleFullAs'],
  credits: 1_100,
  onlyIfNamed: `It fills the module with tags up to its limit, at most ${MOST}, and deletes them; meanwhile nobody can make one there.`,
  async ask({ module, call, makeTags, newName }) {
    const { body } = await call('GET', `/settings/tags?module=${module}`);
    const { count, allowed_count: allowed } = body.info ?? {};
    if (typeof allowed !== 'number') return cannotTell('the number of tags that are allowed is not told');
    const room = allowed - (typeof count === 'number' ? count : (body.tags ?? []).length);
    if (room > MOST) return cannotTell(`there is room for more than ${MOST} tags`);
    for (let left = room; left > 0; left -= AT_ONCE) await makeTags(Math.min(left, AT_ONCE));
    const reply = await call('POST', `/settings/tags?module=${module}`, { body: { tags: [{ name: newName() }] } });
    const seen = `${inWords(reply)} with ${allowed} tags`;
    if (reply.body.code === 'LICENSE_LIMIT_EXCEEDED') return { switches: { moduleFullAs: 'bare' }, seen };
    if (reply.body.tags?.[0]?.code === 'LICENSE_LIMIT_EXCEEDED') return { switches: { moduleFullAs: 'item' }, seen };
    return cannotTell('no known answer', reply);
  },
};

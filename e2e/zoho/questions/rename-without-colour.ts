import { cannotTell, inWords } from './question.ts';
import type { Question } from './question.ts';

const COLOUR = '#57B1FD';

export const renameWithoutColour: Question = {
  name: 'renameWithoutColour',
  asks: 'Does a tag keep its colour when a rename does not name it?',
  settles: ['renameWithoutColour'],
  credits: 8,
  async ask({ module, call, makeTags, newName }) {
    const [tag] = await makeTags(1);
    const change = (to: object) => call('PUT', `/settings/tags/${tag!.id}?module=${module}`, { body: { tags: [to] } });
    const colour = async () => {
      const { body } = await call('GET', `/settings/tags?module=${module}`);
      return body.tags?.find(({ id }) => id === tag!.id)?.['color_code'];
    };
    const coloured = await change({ name: tag!.name, color_code: COLOUR });
    if ((await colour()) !== COLOUR) return cannotTell('a tag could not be given a colour', coloured);
    const renamed = await change({ name: newName() });
    if (renamed.status !== 200) return cannotTell('a tag could not be renamed', renamed);
    const left = await colour();
    if (left !== COLOUR && left !== null) return cannotTell('another colour after the rename', renamed);
    return {
      switches: { renameWithoutColour: left === COLOUR ? 'kept' : 'cleared' },
      seen: `${inWords(renamed)}, ${left === COLOUR ? 'the same colour' : 'none'}`,
    };
  },
};

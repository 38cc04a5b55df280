import { cannotTell, inWords } from './question.ts';
import type { Question, Reply } from './question.ts';

function placesIn({ body }: Reply): unknown {
  const details = body.tags?.[0]?.details ?? body.details;
  return details?.['associated_places'];
}

/** Whether the deletion was refused because something uses the tag. */
export function isHeld({ body }: Reply): boolean {
  const code = Array.isArray(body.tags) ? body.tags[0]?.code : body.code;
  return code === 'NOT_ALLOWED';
}

export const usedTagDelete: Question = {
  name: 'usedTagDelete',
  asks: 'May a tag be deleted that a workflow rule uses, and does the refusal name the rule?',
  settles: ['usedTagDelete'],
  credits: 16,
  onlyIfNamed: 'It makes a workflow rule about one record of its own, and deletes it.',
  scopes: ['ZohoCRM.settings.workflow_rules.ALL'],
  async ask({ call, makeRecords, makeTags, makeRule }) {
    const [id = ''] = await makeRecords(1);
    const [tag] = await makeTags(1);
    await makeRule(tag!, id);
    const reply = await call('DELETE', `/settings/tags/${tag!.id}`);
    const seen = inWords(reply);
    if (reply.status === 200) return { switches: { usedTagDelete: 'deleted' }, seen };
    if (!isHeld(reply)) return cannotTell('no known answer', reply);
    const isNamed = placesIn(reply) !== undefined;
    const words = isNamed ? 'the places are named' : 'no places';
    return { switches: { usedTagDelete: isNamed ? 'places' : 'withoutPlaces' }, seen: `${seen}, ${words}` };
  },
};

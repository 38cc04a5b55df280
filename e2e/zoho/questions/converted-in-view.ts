import { cannotTell } from './question.ts';
import type { Question, Reply } from './question.ts';

interface View {
  id?: unknown;
  name?: unknown;
  system_name?: unknown;
}

function viewIn({ body }: Reply): string | undefined {
  const { custom_views: views = [] } = body as { custom_views?: View[] };
  const found = views.find(({ name, system_name: system }) => /convert/i.test(`${String(system)} ${String(name)}`));
  return typeof found?.id === 'string' ? found.id : undefined;
}

/**
 * The question also shows whether the count goes down with a conversion. Whether it covers hidden records needs a
 * second user.
 */
export const convertedInView: Question = {
  name: 'convertedInView',
  asks: 'Does a view of converted leads show them where they are not asked for, and does the count of a tag cover them?',
  settles: ['convertedInView'],
  credits: 40,
  onlyIfNamed: 'It converts a lead of its own, and deletes the contact and the account that this makes.',
  scopes: ['ZohoCRM.settings.custom_views.READ'],
  async ask({ module, call, makeRecords, makeTags, putOn, convertLead }) {
    if (module !== 'Leads') return cannotTell('only leads can be converted');
    const views = await call('GET', `/settings/custom_views?module=${module}&per_page=200`);
    const view = viewIn(views);
    if (view === undefined) return cannotTell('there is no view of converted leads', views);
    const ids = await makeRecords(2);
    const [tag] = await makeTags(1);
    await putOn([tag!], ids);
    await convertLead(ids[0]!);
    const count = await call('GET', `/settings/tags/${tag!.id}/actions/records_count?module=${module}`);
    const isIn = async (more: string) => {
      const path = `/${module}?cvid=${view}&fields=id&per_page=200${more}`;
      return (await call('GET', path)).body.data?.some(({ id }) => id === ids[0]) ?? false;
    };
    const [unasked, asked] = [await isIn(''), await isIn('&converted=both')];
    if (!unasked && !asked) return cannotTell('the view does not show the lead in either way');
    const counted = /^[12]$/.exec(String(count.body['count']))?.[0] ?? 'not told';
    const seen = `${unasked ? 'shown' : 'not shown'} unasked; count of a tag on two, one of them converted: ${counted}`;
    return { switches: { convertedInView: unasked ? 'asListed' : 'asAsked' }, seen };
  },
};

import type { Call } from './client.ts';
import { CREDITS_PER_READ } from './limits.ts';
import { readAnswer } from './answer.ts';
import { isAppError } from '../shared/errors.ts';
import { viewFilterSchema, viewsSchema } from './schemas.ts';
import type { View } from './types.ts';

/** Most pages of views that are read. A module with more has too many to choose from. */
const MOST_PAGES = 10;

/** All custom views of a module. Source: Zoho docs v8, custom-view-meta. */
export async function readViews(call: Call, module: string): Promise<readonly View[]> {
  const views: View[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const answer = await call({
      method: 'GET',
      path: ['settings', 'custom_views'],
      // Some versions of the API have no pages here, so the first one is requested without a number.
      query: page === 1 ? { module } : { module, page: String(page) },
      scope: 'ZohoCRM.settings.custom_views.READ',
      credits: CREDITS_PER_READ,
    });
    const list = readAnswer(answer, viewsSchema);
    views.push(...(list?.custom_views ?? []).map((view) => ({ id: view.id, name: view.display_value || view.name })));
    if (!list?.info.more_records) break;
  }
  return views;
}

/** A field of the API about conversion, at any depth of a view's criteria. */
const FIELD_OF_CONVERSION = /"api_name":"[^"]*convert/i;

/**
 * Whether a view lists converted leads: by its name in Zoho, or because it filters by a field of conversion. A view
 * whose definition is refused counts as an ordinary one. Source: Zoho docs v8, custom-view-meta.
 */
export async function isViewOfConverted(call: Call, module: string, viewId: string): Promise<boolean> {
  try {
    const answer = await call({
      method: 'GET',
      path: ['settings', 'custom_views', viewId],
      query: { module },
      scope: 'ZohoCRM.settings.custom_views.READ',
      credits: CREDITS_PER_READ,
    });
    const [view] = readAnswer(answer, viewFilterSchema)?.custom_views ?? [];
    if (view === undefined) return false;
    return /convert/i.test(view.system_name ?? '') || FIELD_OF_CONVERSION.test(JSON.stringify(view.criteria));
  } catch (error) {
    if (isAppError(error) && (error.code === 'scope-missing' || error.code === 'no-permission')) return false;
    throw error;
  }
}

import { json } from '../http.ts';
import { refuse, zohoError } from './errors.ts';
import { isReply, noteForbidden } from './call.ts';
import { jsonBody, listIn } from './json-body.ts';
import { moduleOf } from './module-of.ts';
import { tagView } from '../world/views.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { SimReply } from '../http.ts';
import type { Module } from '../world/module.ts';

const AREA = 'settings.custom_views' as const;

function moduleIn(call: ApiCall): Module | SimReply {
  const apiName = call.request.query.get('module');
  if (apiName === null) {
    const details = { param_name: 'module' };
    return refuse(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', details);
  }
  return moduleOf(call, apiName, false);
}

interface Given {
  name?: unknown;
  criteria?: { field?: { api_name?: unknown }; comparator?: unknown; value?: unknown };
}

function item(code: string, message: string, key: string): SimReply {
  const details = { api_name: key, json_path: `$.custom_views[0].${key}` };
  return json(400, { custom_views: [zohoError(code, message, details)] });
}

/** `POST /settings/custom_views?module=…`: one view, by one tag. Sources: Zoho docs v8, create-custom-view; Zoho's OpenAPI examples, createCustomView. */
export const createView: Endpoint = {
  name: 'createView',
  method: 'POST',
  path: /^\/settings\/custom_views$/,
  need: () => ({ area: AREA, operations: ['CREATE', 'WRITE'] }),
  handle(call) {
    noteForbidden(call, 'a view was made');
    const module = moduleIn(call);
    if (isReply(module)) return module;
    const read = jsonBody(call.request);
    if ('refusal' in read) return read.refusal;
    const views = listIn(read.body, 'custom_views', 1);
    if (!Array.isArray(views)) return views;
    const { name, criteria } = (views[0] ?? {}) as Given;
    if (typeof name !== 'string' || name === '') return item('MANDATORY_NOT_FOUND', 'required field not found', 'name');
    const values: unknown[] = Array.isArray(criteria?.value) ? criteria.value : [criteria?.value];
    const tag = module.tagStore.byName(String(values[0]));
    // This simulator does not have other criteria.
    if (criteria?.field?.api_name !== 'Tag' || criteria.comparator !== 'equal' || values.length !== 1 || !tag)
      return item('INVALID_DATA', 'invalid data', 'criteria');
    const number = call.context.memory(`view-number/${call.org.key}`, () => ({ last: 0 }));
    number.last += 1;
    const id = `${call.org.prefix}${String(88_000_000 + number.last).padStart(12, '0')}`;
    module.views.push(tagView({ id, name, tag, fieldId: `${module.id.slice(0, -3)}900` }));
    const done = { code: 'SUCCESS', details: { id }, message: 'custom view created', status: 'success' };
    return json(201, { custom_views: [done] });
  },
};

/** `DELETE /settings/custom_views?ids=…`. Source: Zoho's OpenAPI examples, deleteCustomView. */
export const deleteViews: Endpoint = {
  name: 'deleteViews',
  method: 'DELETE',
  path: /^\/settings\/custom_views$/,
  need: () => ({ area: AREA, operations: ['DELETE', 'WRITE'] }),
  handle(call) {
    noteForbidden(call, 'a view was deleted');
    const module = moduleIn(call);
    if (isReply(module)) return module;
    const ids = call.request.query.get('ids')?.split(',') ?? [];
    const items = ids.map((id) => {
      const place = module.views.findIndex((view) => view.id === id && !view.systemDefined);
      if (place < 0) return zohoError('INVALID_DATA', 'the id given seems to be invalid', { id });
      module.views.splice(place, 1);
      return { code: 'SUCCESS', details: { id }, message: 'deleted successfully', status: 'success' };
    });
    return json(items.every(({ code }) => code === 'SUCCESS') ? 200 : 400, { custom_views: items });
  },
};

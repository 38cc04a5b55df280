import { json } from '../http.ts';
import { refuse } from './errors.ts';
import { isReply, userRef } from './call.ts';
import { moduleOf } from './module-of.ts';
import { zohoTime } from '../world/time.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { Module } from '../world/module.ts';
import type { View } from '../world/views.ts';
import type { SimReply } from '../http.ts';

function shape(view: View, module: Module, { org }: ApiCall): object {
  const time = zohoTime(Date.parse('2025-05-02T08:00:00Z'), org.offsetMinutes);
  const owner = view.systemDefined ? null : userRef(org, org.users[0]?.id ?? '');
  return {
    id: view.id,
    name: view.name,
    display_value: view.displayValue,
    system_name: view.systemName,
    default: view.isDefault,
    system_defined: view.systemDefined,
    favorite: null,
    category: view.category,
    access_type: 'public',
    module: { name: module.plural, api_name: module.apiName, id: module.id },
    created_time: view.systemDefined ? null : time,
    modified_time: view.systemDefined ? null : time,
    created_by: owner,
    modified_by: owner,
    last_accessed_time: time,
    locked: false,
    offline: false,
    shared_to: null,
    criteria: view.criteria ?? null,
  };
}

function wantedModule(call: ApiCall): Module | SimReply {
  const apiName = call.request.query.get('module');
  if (apiName === null || apiName === '') {
    const details = { param_name: 'module' };
    return refuse(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', details);
  }
  return moduleOf(call, apiName, false);
}

/** `GET /settings/custom_views?module=…`. Source: Zoho docs v8, custom-view-meta. */
export const getCustomViews: Endpoint = {
  name: 'customViews',
  method: 'GET',
  path: /^\/settings\/custom_views$/,
  need: () => ({ area: 'settings.custom_views' }),
  handle(call) {
    const module = wantedModule(call);
    if (isReply(module)) return module;
    const standard = module.views.find((view) => view.isDefault);
    const info = {
      per_page: 200,
      default: standard?.id ?? null,
      count: module.views.length,
      page: 1,
      more_records: false,
      translation: {
        public_views: 'Public Views',
        other_users_views: 'Other Users Views',
        shared_with_me: 'Shared With Me',
        created_by_me: 'Created By Me',
      },
    };
    return json(200, { custom_views: module.views.map((view) => shape(view, module, call)), info });
  },
};

/** `GET /settings/custom_views/{id}?module=…`: 204 for a view that the module does not have. Source: Zoho docs v8, custom-view-meta. */
export const getCustomView: Endpoint = {
  name: 'customView',
  method: 'GET',
  path: /^\/settings\/custom_views\/(\d+)$/,
  need: () => ({ area: 'settings.custom_views' }),
  handle(call) {
    const module = wantedModule(call);
    if (isReply(module)) return module;
    const view = module.view(call.params[0] ?? '');
    if (!view) return { status: 204 };
    const fields = [{ api_name: module.nameField, id: `${module.id.slice(0, -3)}901`, _pin: false }];
    return json(200, { custom_views: [{ ...shape(view, module, call), fields, sort_by: null, sort_order: null }] });
  },
};

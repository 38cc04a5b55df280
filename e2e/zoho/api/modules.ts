import { json } from '../http.ts';
import { refuse } from './errors.ts';
import { userRef } from './call.ts';
import { zohoTime } from '../world/time.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { Module } from '../world/module.ts';

const STATUSES = ['visible', 'user_hidden', 'system_hidden', 'scheduled_for_deletion'];

function shape(module: Module, { org, user }: ApiCall): object {
  const own = module.generatedType === 'custom';
  const hidden = user.denied.has(`Crm_Implied_View_${module.apiName}`);
  const mayEdit = module.apiSupported && !user.denied.has(`Crm_Implied_Edit_${module.apiName}`);
  return {
    api_name: module.apiName,
    module_name: module.moduleName,
    id: module.id,
    generated_type: module.generatedType,
    singular_label: module.singular,
    plural_label: module.plural,
    actual_singular_label: module.singular,
    actual_plural_label: module.plural,
    viewable: !hidden,
    editable: mayEdit,
    creatable: mayEdit,
    deletable: mayEdit,
    convertable: module.apiName === 'Leads',
    api_supported: module.apiSupported,
    global_search_supported: module.apiSupported,
    feeds_required: false,
    show_as_tab: module.generatedType !== 'linking',
    visibility: module.generatedType === 'linking' ? 0 : 1,
    status: module.generatedType === 'linking' ? 'system_hidden' : 'visible',
    access_type: 'org_based',
    presence_sub_menu: false,
    quick_create: module.apiSupported && !own,
    isBlueprintSupported: module.apiSupported,
    inventory_template_supported: module.apiName === 'Quotes',
    recycle_bin_on_delete: true,
    profiles: org.users
      .map((one) => one.profile)
      .filter((profile, place, all) => all.findIndex((other) => other.id === profile.id) === place),
    parent_module: {},
    sequence_number: module.number,
    modified_time: own ? zohoTime(Date.parse('2025-03-04T09:30:00Z'), org.offsetMinutes) : null,
    modified_by: own ? userRef(org, org.users[0]?.id ?? '') : null,
    web_link: null,
    description: null,
    arguments: [],
    business_card_field_limit: module.apiSupported ? 5 : 0,
    profile_count: 2,
  };
}

function displayField(module: Module, { context }: ApiCall): string | object | null {
  switch (context.switches.displayField) {
    case 'string':
      return module.nameField;
    case 'object':
      return { api_name: module.nameField, id: `${module.id.slice(0, -3)}901` };
    case 'null':
      return null;
  }
}

/** `GET /settings/modules`. Source: Zoho docs v8, modules-api. */
export const getModules: Endpoint = {
  name: 'modules',
  method: 'GET',
  path: /^\/settings\/modules$/,
  need: () => ({ area: 'settings.modules' }),
  handle(call) {
    const wanted = call.request.query.get('status')?.split(',');
    const wrong = wanted?.findIndex((status) => !STATUSES.includes(status)) ?? -1;
    if (wrong >= 0) {
      const details = { param_name: 'status', supported_values: STATUSES, index: wrong };
      return refuse(400, 'INVALID_DATA', 'the given status is not a valid one', details);
    }
    const statusOf = (module: Module) => (module.generatedType === 'linking' ? 'system_hidden' : 'visible');
    const modules = call.org.modules.filter((module) => !wanted || wanted.includes(statusOf(module)));
    if (modules.length === 0) return { status: 204 };
    return json(200, { modules: modules.map((module) => shape(module, call)) });
  },
};

/** `GET /settings/modules/{api_name or id}`. Source: Zoho docs v8, modules-api. */
export const getModule: Endpoint = {
  name: 'module',
  method: 'GET',
  path: /^\/settings\/modules\/([^/]+)$/,
  need: () => ({ area: 'settings.modules' }),
  handle(call) {
    const wanted = call.params[0] ?? '';
    const module = call.org.modules.find((candidate) => candidate.apiName === wanted || candidate.id === wanted);
    if (!module) {
      return refuse(400, 'INVALID_MODULE', 'the module name given seems to be invalid', { resource_path_index: 0 });
    }
    if (!module.apiSupported) {
      return refuse(400, 'NOT_SUPPORTED', 'the module is not supported', { resource_path_index: 2 });
    }
    const more = {
      display_field: displayField(module, call),
      per_page: 10,
      search_layout_fields: [module.nameField],
      lookup_field_properties: { fields: [] },
      $properties: ['$approval', '$review_process', '$in_merge'],
      $on_demand_properties: [],
      $field_states: [],
      related_list_properties: { sort_by: null, fields: [module.nameField], sort_order: null },
      related_lists: [],
      business_card_fields: [],
      default_mapping_fields: [],
      layouts: [],
      layout_associations: [],
      fields: [],
      filter_supported: true,
      filter_status: true,
      activity_badge: 'Disabled',
      custom_view: null,
      territory: null,
      emailTemplate_support: true,
      email_parser_supported: false,
      webform_supported: true,
      scoring_supported: true,
      triggers_supported: true,
      track_current_data: false,
      visible: true,
      zia_view: true,
      chart_view: false,
      chart_view_supported: true,
      kanban_view: false,
      kanban_view_supported: true,
    };
    return json(200, { modules: [{ ...shape(module, call), ...more }] });
  },
};

import { json } from '../http.ts';
import { refuse } from './errors.ts';
import { isReply } from './call.ts';
import { moduleOf } from './module-of.ts';
import { fieldsOf } from './record-row.ts';
import type { Endpoint } from './call.ts';
import type { FieldKind } from './record-row.ts';
import type { Module } from '../world/module.ts';

const READ_ONLY = new Set(['id', 'Tag', 'Created_By', 'Modified_By', 'Created_Time', 'Modified_Time', 'Locked__s']);

function shape(kind: FieldKind, module: Module, place: number): object {
  const tag = kind.apiName === 'Tag';
  const id = String(BigInt(module.id) + BigInt(900_000_000 + module.number * 1_000 + place));
  const readOnly = READ_ONLY.has(kind.apiName);
  return {
    id,
    api_name: kind.apiName,
    field_label: kind.label,
    display_label: kind.label,
    data_type: kind.dataType,
    json_type: kind.jsonType,
    ui_type: tag ? 209 : 1,
    type: 'used',
    length: 255,
    created_source: 'default',
    column_name: kind.apiName.toUpperCase(),
    custom_field: false,
    system_mandatory: kind.apiName === module.nameField,
    visible: true,
    searchable: true,
    filterable: true,
    sortable: !tag,
    read_only: readOnly,
    field_read_only: readOnly,
    businesscard_supported: !tag,
    mass_update: !readOnly,
    webhook: true,
    available_in_user_layout: true,
    pick_list_values: [],
    view_type: { view: true, edit: !readOnly, quick_create: false, create: !readOnly },
    operation_type: { web_update: !readOnly, api_create: !readOnly, web_create: !readOnly, api_update: !readOnly },
    profiles: [],
    layout_associations: [],
    lookup: {},
    multiselectlookup: {},
    subform: null,
    associated_module: null,
    formula: {},
    currency: {},
    auto_number: {},
    unique: {},
    association_details: null,
    crypt: null,
    tooltip: null,
    decimal_place: null,
    default_value: null,
    history_tracking: null,
    display_type: -1,
    sequence_number: place,
  };
}

/** `GET /settings/fields?module=…`: Zoho's own SDK reads it before records. Source: Zoho docs v8, field-meta. */
export const getFields: Endpoint = {
  name: 'fields',
  method: 'GET',
  path: /^\/settings\/fields$/,
  need: () => ({ area: 'settings.fields' }),
  handle(call) {
    const apiName = call.request.query.get('module');
    if (apiName === null || apiName === '') {
      return refuse(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', {
        param_name: 'module',
      });
    }
    const module = moduleOf(call, apiName, false);
    if (isReply(module)) return module;
    return json(200, { fields: fieldsOf(module).map((kind, place) => shape(kind, module, place + 1)) });
  },
};

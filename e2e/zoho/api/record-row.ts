import { userRef } from './call.ts';
import { zohoTime } from '../world/time.ts';
import type { Context } from '../http.ts';
import type { CrmRecord, Module } from '../world/module.ts';
import type { Org } from '../world/org.ts';
import type { Tag } from '../world/tags.ts';

/** A field of a module, as far as records and `/settings/fields` need it. */
export interface FieldKind {
  apiName: string;
  label: string;
  dataType: string;
  jsonType: string | null;
  value(record: CrmRecord, org: Org, context: Context): unknown;
}

function field(
  apiName: string,
  label: string,
  dataType: string,
  value: FieldKind['value'],
  jsonType: string | null = 'string',
): FieldKind {
  return { apiName, label, dataType, jsonType, value };
}

function tagValue(record: CrmRecord, _org: Org, context: Context): unknown {
  if (record.tags.length > 0) return record.tags.map((tag) => tagRef(tag, context));
  return context.switches.noTags === 'emptyArray' ? [] : context.switches.noTags === 'null' ? null : undefined;
}

/** A tag inside a record or an answer. */
export function tagRef(tag: Tag, context: Context): { name: string; id: string; color_code: string | null } {
  return {
    name: tag.name,
    id: tag.id,
    color_code: tag.colour,
    ...(context.switches.extraKeys && { rid: `rid-${tag.id}` }),
  };
}

const PERSON: FieldKind[] = [
  field('First_Name', 'First Name', 'text', (record) => record.first || null),
  field('Last_Name', 'Last Name', 'text', (record) => record.last),
  field('Email', 'Email', 'email', (record) => record.email),
  field('Company', 'Company', 'text', (record) => record.company),
];

const COMMON: FieldKind[] = [
  field(
    'Owner',
    'Owner',
    'ownerlookup',
    (record, org) => ({ ...userRef(org, record.ownerId), email: org.findUser(record.ownerId)?.email }),
    'jsonobject',
  ),
  field('Created_By', 'Created By', 'ownerlookup', (record, org) => userRef(org, record.ownerId), 'jsonobject'),
  field('Modified_By', 'Modified By', 'ownerlookup', (record, org) => userRef(org, record.ownerId), 'jsonobject'),
  field('Created_Time', 'Created Time', 'datetime', (record, org) => zohoTime(record.createdAt, org.offsetMinutes)),
  field('Modified_Time', 'Modified Time', 'datetime', (record, org) => zohoTime(record.modifiedAt, org.offsetMinutes)),
  field('Locked__s', 'Locked', 'boolean', (record) => record.locked, 'boolean'),
  field('Record_Status__s', 'Record Status', 'picklist', () => 'Available'),
];

/** Pseudo fields that an answer contains only on request. */
const PSEUDO: FieldKind[] = [
  field('$locked_for_me', '', 'boolean', (record) => record.locked, 'boolean'),
  field('$approval_state', '', 'text', (record) =>
    record.waitingForApproval ? 'approval_process_pending' : 'approved',
  ),
  field(
    '$editable',
    '',
    'boolean',
    (record) => !record.locked && !record.waitingForApproval && record.editable,
    'boolean',
  ),
  field('$process_flow', '', 'boolean', () => false, 'boolean'),
  field('$review_process', '', 'jsonobject', () => null, 'jsonobject'),
  field('$converted', '', 'boolean', (record) => record.converted, 'boolean'),
];

/** The fields of a module that the API shows, without pseudo fields. Source: Zoho docs v8, field-meta and get-records. */
export function fieldsOf(module: Module): FieldKind[] {
  const name = field(module.nameField, module.nameLabel, 'text', (record) => record.name);
  const tag = field('Tag', 'Tag', 'text', tagValue, 'jsonarray');
  const person = module.named === 'person' ? PERSON : [];
  const id = field('id', 'Record Id', 'bigint', (record) => record.id);
  return [id, name, ...person, ...(module.taggable ? [tag] : []), ...COMMON];
}

/** A field by API name, pseudo fields included. */
export function fieldOf(module: Module, apiName: string): FieldKind | undefined {
  return (
    fieldsOf(module).find((candidate) => candidate.apiName === apiName) ??
    PSEUDO.find((candidate) => candidate.apiName === apiName)
  );
}

/** One row of an answer: the requested fields, the id, and the fields that always come. */
export function row(record: CrmRecord, fields: FieldKind[], org: Org, context: Context): Record<string, unknown> {
  const cells: Record<string, unknown> = {};
  for (const kind of fields) {
    const value = kind.value(record, org, context);
    if (value !== undefined) cells[kind.apiName] = value;
  }
  return { ...cells, id: record.id, $field_states: null, $in_merge: false };
}

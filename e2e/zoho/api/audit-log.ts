import Papa from 'papaparse';
import { json } from '../http.ts';
import { refuse, zohoError } from './errors.ts';
import { jsonBody, listIn } from './json-body.ts';
import { isReply, noteForbidden, userRef } from './call.ts';
import { entriesOf, namesChanged } from './timeline-entries.ts';
import { apiHost } from '../hosts.ts';
import { zohoTime } from '../world/time.ts';
import type { ApiCall, Endpoint } from './call.ts';
import type { SimReply } from '../http.ts';
import type { Module } from '../world/module.ts';

const AREA = 'settings.audit_logs' as const;
/** Simulated milliseconds until an export is there. */
const TAKES = 10_000;

interface Export {
  id: string;
  at: number;
  csv: string;
}

function exportsOf({ context, org }: ApiCall): Export[] {
  return context.memory(`audit/${org.key}`, (): Export[] => []);
}

interface Criterion {
  field?: { api_name?: unknown };
  comparator?: unknown;
  value?: unknown;
  group?: unknown;
}

/** Module and span of time of the criteria; everything where they name none. */
function readCriteria(call: ApiCall, value: unknown): { module?: Module; from: number; to: number } | SimReply {
  const given = (value ?? {}) as Criterion;
  const parts = (Array.isArray(given.group) ? given.group : [given]) as Criterion[];
  const asked: { module?: Module; from: number; to: number } = { from: 0, to: Infinity };
  for (const { field, comparator, value: wanted } of parts) {
    const key = `${String(field?.api_name)} ${String(comparator)}`;
    const list: unknown[] = Array.isArray(wanted) ? wanted : [wanted];
    const module = call.org.findModule(String((list[0] as { api_name?: unknown } | null)?.api_name));
    if (key === 'audited_time between')
      [asked.from, asked.to] = list.map((time) => Date.parse(String(time))) as [number, number];
    else if (key === 'module in' && module) asked.module = module;
    else return refuse(400, 'NOT_SUPPORTED', 'the value given is not supported', { api_name: 'criteria' });
  }
  return asked;
}

/**
 * The log of one module as rows: records made, and with a switch tags put on and taken off. The columns of the file are
 * undocumented.
 */
function rowsOf(call: ApiCall, module: Module, from: number, to: number): string[][] {
  const rows: string[][] = [];
  const cells = (at: number, action: string, name: string, more: string) => [
    zohoTime(at, call.org.offsetMinutes),
    action,
    module.apiName,
    name,
    more,
  ];
  for (const id of module.ids()) {
    const record = module.record(id);
    if (record.createdAt >= from && record.createdAt <= to)
      rows.push(cells(record.createdAt, 'Added', record.name, ''));
    if (call.context.switches.auditLogTags === 'absent') continue;
    for (const entry of entriesOf(call, module, id))
      if (entry.at >= from && entry.at <= to)
        rows.push(cells(entry.at, entry.action, record.name, namesChanged(entry).join(',')));
  }
  return rows;
}

/** `POST /settings/audit_log_export`. Source: Zoho docs v7, create-export-audit-log. */
export const createAuditExport: Endpoint = {
  name: 'createAuditExport',
  method: 'POST',
  path: /^\/settings\/audit_log_export$/,
  need: () => ({ area: AREA, operations: ['CREATE', 'WRITE'] }),
  handle(call) {
    noteForbidden(call, 'the audit log was exported');
    const read = jsonBody(call.request);
    if ('refusal' in read) return read.refusal;
    const given = listIn(read.body, 'audit_log_export', 1);
    if (!Array.isArray(given)) return given;
    const exports = exportsOf(call);
    const now = call.context.clock.now();
    if (exports.some(({ at }) => at + TAKES > now)) {
      const error = zohoError('ALREADY_SCHEDULED', 'The data log has already been scheduled');
      return json(400, { audit_log_export: [error] });
    }
    const asked = readCriteria(call, (given[0] as { criteria?: unknown } | null)?.criteria);
    if (isReply(asked)) return asked;
    const modules = asked.module ? [asked.module] : call.org.modules;
    const rows = modules.flatMap((module) => rowsOf(call, module, asked.from, asked.to));
    const id = String(BigInt(call.org.id) + 1_019_000n + BigInt(exports.length));
    const csv = Papa.unparse([['Audited Time', 'Action', 'Module', 'Record', 'Details'], ...rows], { newline: '\n' });
    exports.push({ id, at: now, csv });
    const message = 'ExportAuditlog scheduled successfully.';
    return json(200, { audit_log_export: [{ status: 'success', code: 'SCHEDULED', message, details: { id } }] });
  },
};

/** `GET /settings/audit_log_export/{id}`. Sources: Zoho docs v7, get-export-audit-log; Zoho's OpenAPI examples. That the link is at the API's host is a guess. */
export const auditExport: Endpoint = {
  name: 'auditExport',
  method: 'GET',
  path: /^\/settings\/audit_log_export\/(\d+)$/,
  need: () => ({ area: AREA }),
  handle(call) {
    const { context, org, user } = call;
    const found = exportsOf(call).find(({ id }) => id === call.params[0]);
    if (!found) return { status: 204 };
    const isDone = context.clock.now() >= found.at + TAKES;
    const link = `https://${apiHost(org.dc, org.environment)}/crm/v8/settings/audit_log_export/${found.id}/download`;
    const job = {
      id: found.id,
      status: isDone ? 'finished' : 'scheduled',
      created_by: userRef(org, user.id),
      download_links: isDone ? [link] : [],
      job_start_time: zohoTime(found.at, org.offsetMinutes),
    };
    return json(200, { audit_log_export: [job] });
  },
};

/** The file of an export. */
export const auditExportFile: Endpoint = {
  name: 'auditExportFile',
  method: 'GET',
  path: /^\/settings\/audit_log_export\/(\d+)\/download$/,
  need: () => ({ area: AREA }),
  handle(call) {
    const found = exportsOf(call).find(({ id }) => id === call.params[0]);
    if (!found) return { status: 204 };
    return { status: 200, headers: { 'content-type': 'text/csv' }, body: found.csv };
  },
};

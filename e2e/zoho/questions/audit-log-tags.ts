import { cannotTell, inWords, isScopeMismatch } from './question.ts';
import type { Question } from './question.ts';

/** Looks at the export, every ten seconds. */
const LOOKS = 30;
/** Clocks of this computer and of Zoho may differ. */
const CLOCKS_DIFFER_MS = 600_000;

function time(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}+00:00`;
}

export const auditLogTags: Question = {
  name: 'auditLogTags',
  asks: 'Does the audit log have tags that were put on a record and taken off?',
  settles: ['auditLogTags'],
  credits: 45,
  onlyIfNamed:
    'It exports what everybody did in the module in the last minutes, looks for its own names, and keeps nothing of it. Administrators only.',
  scopes: ['ZohoCRM.settings.audit_logs.CREATE', 'ZohoCRM.settings.audit_logs.READ'],
  async ask({ module, call, download, makeRecords, makeTags, nameOf, putOn, removeTags, wait, now }) {
    const [id = ''] = await makeRecords(1);
    const [tag] = await makeTags(1);
    await putOn([tag!], [id]);
    await removeTags([tag!], [id]);
    const meta = await call('GET', `/settings/modules/${module}`);
    const moduleId = (meta.body as { modules?: { id?: unknown }[] }).modules?.[0]?.id;
    const group = [
      { field: { api_name: 'module' }, comparator: 'in', value: [{ api_name: module, id: moduleId }] },
      {
        field: { api_name: 'audited_time' },
        comparator: 'between',
        value: [time(now() - CLOCKS_DIFFER_MS), time(now() + CLOCKS_DIFFER_MS)],
      },
    ];
    const body = { audit_log_export: [{ criteria: { group_operator: 'and', group } }] };
    const started = await call('POST', '/settings/audit_log_export', { body });
    if (isScopeMismatch(started)) return cannotTell('the token has no scope for the audit log', started);
    const job = (started.body as { audit_log_export?: { details?: { id?: unknown } }[] }).audit_log_export?.[0];
    if (typeof job?.details?.id !== 'string') return cannotTell('the export was refused', started);
    for (let look = 1; look <= LOOKS; look += 1) {
      await wait(10_000);
      const reply = await call('GET', `/settings/audit_log_export/${job.details.id}`);
      const [state] =
        (reply.body as { audit_log_export?: { status?: unknown; download_links?: unknown[] }[] }).audit_log_export ??
        [];
      const [link] = state?.download_links ?? [];
      if (typeof link !== 'string') continue;
      const answer = await download(link);
      if (!answer) return cannotTell('the file is at another host, to which no token goes');
      const text = answer.file && Buffer.from(answer.file).toString();
      if (text === undefined || !text.includes(nameOf(id)))
        return cannotTell('the file does not name the record', answer);
      const isNamed = text.includes(tag!.name);
      const seen = `${inWords(started)}, there after ${look * 10} s, ${isNamed ? 'the tag is named' : 'the record without the tag'}`;
      return { switches: { auditLogTags: isNamed ? 'named' : 'absent' }, seen };
    }
    return cannotTell(`the export was not done within ${LOOKS * 10} s`);
  },
};

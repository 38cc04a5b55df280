import { browser } from '../shared/browser.ts';

/** Wakes the worker now and then, so that a run is never forgotten, whatever became of the engine's own alarms. */
export const NET_ALARM = 'net';
const NET_MINUTES = 30;

/** Browsers may lose alarms when they restart; what the engine set itself it sets again when it resumes. */
export async function ensureNetAlarm(): Promise<void> {
  const found: unknown = await browser.alarms.get(NET_ALARM);
  if (found === undefined || found === null) await browser.alarms.create(NET_ALARM, { periodInMinutes: NET_MINUTES });
}

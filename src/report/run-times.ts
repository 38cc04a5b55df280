import { language, text } from '../shared/i18n.ts';
import { day, daysAgo, timeOfDay } from '../ui/formats.ts';

const DAY_MS = 24 * 60 * 60_000;

/** A time relative to today: `Today 14:32`, `12 November 11:20`. */
export function dayAndTime(at: number, now: number): string {
  const when = dateTime(at, now);
  return `${when.charAt(0).toLocaleUpperCase(language())}${when.slice(1)}`;
}

/** The same within a sentence: `today 14:32`. */
export function dateTime(at: number, now: number): string {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const isNear = at >= midnight - DAY_MS && at < midnight + 2 * DAY_MS;
  const when = isNear ? daysAgo(at, now) : day(at, now);
  return `${when} ${timeOfDay(at)}`;
}

/** The span of a run: `Today 14:32 to 14:36`, or `Today 14:32` within one minute; for a live run, its start. */
export function span(start: number, end: number | null, now: number): string {
  if (end === null) return text('rep_since', { start: dateTime(start, now) });
  const isSameDay = new Date(start).toDateString() === new Date(end).toDateString();
  if (isSameDay && timeOfDay(start) === timeOfDay(end)) return dayAndTime(start, now);
  return text('rep_times', {
    start: dayAndTime(start, now),
    end: isSameDay ? timeOfDay(end) : dateTime(end, now),
  });
}

import { forLanguage, language, unitList } from '../shared/i18n.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A duration in one unit, rounded up: `5 seconds`, `3 minutes`, `2 hours`. */
export function duration(milliseconds: number): string {
  const [size, unit] =
    milliseconds <= MINUTE ? [SECOND, 'second'] : milliseconds <= HOUR ? [MINUTE, 'minute'] : [HOUR, 'hour'];
  const value = Math.max(1, Math.ceil(milliseconds / Number(size)));
  const inWords = { style: 'unit', unit: String(unit), unitDisplay: 'long' } as const;
  const written = new Intl.NumberFormat(language(), inWords).format(value);
  // Japanese is written without the space that `Intl` puts before the unit.
  return language().startsWith('ja') ? written.replaceAll(/\s/g, '') : written;
}

/** The rest of a wait in minutes and seconds, `0:42`; never below zero. */
export function countdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / SECOND));
  const two = new Intl.NumberFormat(language(), { minimumIntegerDigits: 2 });
  return `${new Intl.NumberFormat(language()).format(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`;
}

/** The time of day: `14:36`. */
export function timeOfDay(at: number): string {
  return new Intl.DateTimeFormat(language(), { hour: '2-digit', minute: '2-digit' }).format(at);
}

/** A day of this year or another: `23 December`, `3 January 2027`. */
export function day(at: number, now: number): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(language(), {
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  }).format(at);
}

/** A nearby day: `today`, `yesterday`, `3 days ago`. */
export function daysAgo(at: number, now: number): string {
  const midnight = (time: number): number => new Date(time).setHours(0, 0, 0, 0);
  const days = Math.round((midnight(now) - midnight(at)) / (24 * HOUR));
  return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(-days, 'day');
}

/** Names in a sentence: `Prime and Cold lead`. */
export function list(names: readonly string[]): string {
  return forLanguage('names', (tag) => new Intl.ListFormat(tag, { type: 'conjunction' })).format(names);
}

/** A list without a word before its last item: `6 removed, 2 partly done`. */
export function listed(things: readonly string[]): string {
  return unitList().format(things);
}

/** A whole percentage, rounded down. */
export function percent(part: number, all: number): string {
  const share = all === 0 ? 0 : Math.floor((part / all) * 100) / 100;
  return new Intl.NumberFormat(language(), { style: 'percent' }).format(share);
}

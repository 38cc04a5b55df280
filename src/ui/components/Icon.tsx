import type { JSX } from 'preact';

/** Drawings on a grid of 16 by 16, in lines of 1.5. The mark alone is filled. */
const DRAWINGS = {
  search: 'M11.5 7a4.5 4.5 0 1 1-9 0 4.5 4.5 0 0 1 9 0m-1 3.5 3 3',
  x: 'm4.5 4.5 7 7m0-7-7 7',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  down: 'm4.5 6.5 3.5 3.5 3.5-3.5',
  next: 'm6.5 4.5 3.5 3.5-3.5 3.5',
  gear: 'M2.5 4.5h5m4 0h2m-11 7h2m4 0h5M11.25 4.5a1.75 1.75 0 1 1-3.5 0 1.75 1.75 0 0 1 3.5 0M8.25 11.5a1.75 1.75 0 1 1-3.5 0 1.75 1.75 0 0 1 3.5 0',
  history: 'M2.5 8a5.5 5.5 0 1 0 1.7-4M2.3 2.5v2.7H5M8 5.2V8l2 1.5',
  open: 'M9.5 2.5h4v4m0-4-6 6M12 9.5v3a1 1 0 0 1-1 1H3.5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h3',
  copy: 'M7 5.5h5A1.5 1.5 0 0 1 13.5 7v5a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 12V7A1.5 1.5 0 0 1 7 5.5M3.5 10.5h-.2a.8.8 0 0 1-.8-.8V3.5a1 1 0 0 1 1-1h6.2a.8.8 0 0 1 .8.8v.2',
  save: 'M8 2.5v7m-3-2.8 3 3 3-3M2.5 12.5v.5a.5.5 0 0 0 .5.5h10a.5.5 0 0 0 .5-.5v-.5',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6H9a4 4 0 0 1 0 8H6',
  retry: 'M13.5 8a5.5 5.5 0 1 1-1.7-4M13.7 2.5v2.7H11',
  warn: 'M8 2.3 14.3 13.5H1.7ZM8 6.5v3m0 2v.1',
  bad: 'M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0M8 5v3.5m0 2.3v.1',
  info: 'M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0M8 7.5V11m0-6v.1',
  ok: 'M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0m-8.25.2 1.8 1.8 3.3-3.7',
  wait: 'M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0M8 4.8V8l2.2 1.4',
  offline: 'M2 5.8a9 9 0 0 1 4-2m4.2.1A9 9 0 0 1 14 5.8M4.3 8.6A5.5 5.5 0 0 1 8 7.2m0 5.3v.1M2.5 2.5l11 11',
  key: 'M7.5 11a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0m-.7-1.8 6-6m-2 2 1.7 1.7',
  lock: 'M4.5 7h7a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1m1 0V5a2.5 2.5 0 0 1 5 0v2',
  list: 'M6 4h7.5M6 8h7.5M6 12h7.5M2.5 4h.1M2.5 8h.1M2.5 12h.1',
  basket: 'M2 6.5h12l-1.3 6a1 1 0 0 1-1 .8H4.3a1 1 0 0 1-1-.8ZM5 6.5l2-4m4 4-2-4',
  paste:
    'M4.5 3.5h7a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1v-8a1 1 0 0 1 1-1M6 3.5v-.7a.8.8 0 0 1 .8-.8h2.4a.8.8 0 0 1 .8.8v.7M6 8h4m-4 2.5h4',
  file: 'M9 2.5H4.5a1 1 0 0 0-1 1v9a1 1 0 0 0 1 1h7a1 1 0 0 0 1-1V6ZM9 2.5V6h3.5',
  plus: 'M8 3v10M3 8h10',
  bin: 'M2.5 4.5h11M6 4.5V3a.5.5 0 0 1 .5-.5h3a.5.5 0 0 1 .5.5v1.5M4 4.5l.6 8a1 1 0 0 0 1 1h4.8a1 1 0 0 0 1-1l.6-8M6.7 7v4m2.6-4v4',
  more: 'M3.5 8h.1m4.4 0h.1m4.4 0h.1',
  up: 'm4.5 9.5 3.5-3.5 3.5 3.5',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  tags: 'M2 3.2A1.2 1.2 0 0 1 3.2 2h3.6c.4 0 .8.2 1 .4l4.3 4.3c.6.6.6 1.5 0 2.1l-3.4 3.4c-.6.6-1.5.6-2.1 0L2.4 7.9c-.2-.3-.4-.6-.4-1ZM4.9 4.9h.1M10.6 13.4l3-3a1.8 1.8 0 0 0 .1-2.4',
  shield: 'M8 1.8 13.3 4v4c0 3-2.2 5.2-5.3 6.3C4.9 13.2 2.7 11 2.7 8V4Z',
  mark: 'M2.75 1H8c.53 0 1.04.21 1.41.59l5 5c.78.78.78 2.04 0 2.82l-5 5c-.78.78-2.04.78-2.82 0l-5-5A2 2 0 0 1 1 8V2.75C1 1.78 1.78 1 2.75 1ZM5 3.75a1.25 1.25 0 1 0 0 2.5 1.25 1.25 0 0 0 0-2.5ZM5.5 8a.5.5 0 0 0-.5.5v1a.5.5 0 0 0 .5.5h5a.5.5 0 0 0 .5-.5v-1a.5.5 0 0 0-.5-.5Z',
} as const;

export type IconName = keyof typeof DRAWINGS;

/** An icon beside words, hidden from screen readers. `isFlipped` mirrors it where lines run from right to left. */
export function Icon({ name, isFlipped = false }: { name: IconName; isFlipped?: boolean }): JSX.Element {
  const classes = `i${name === 'mark' ? ' mark' : ''}${isFlipped ? ' flip' : ''}`;
  return (
    <svg class={classes} viewBox="0 0 16 16" aria-hidden="true">
      {name === 'mark' ? (
        <path d={DRAWINGS.mark} fill="currentColor" stroke="none" fill-rule="evenodd" />
      ) : (
        <path d={DRAWINGS[name]} />
      )}
    </svg>
  );
}

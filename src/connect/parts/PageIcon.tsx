import type { JSX } from 'preact';

/** Icons of this page only, in the style of `ui/components/Icon.tsx`. */
const DRAWINGS = {
  mail: 'M3.2 3.5h9.6A1.2 1.2 0 0 1 14 4.7v6.6a1.2 1.2 0 0 1-1.2 1.2H3.2A1.2 1.2 0 0 1 2 11.3V4.7a1.2 1.2 0 0 1 1.2-1.2m-.7 1 5.5 4.3 5.5-4.3',
  beside:
    'M2.8 3h3.6a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H2.8a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1m6.8 0h3.6a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H9.6a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1',
  ask: 'M13.75 8a5.75 5.75 0 1 1-11.5 0 5.75 5.75 0 0 1 11.5 0M6.3 6.4A1.8 1.8 0 1 1 8.6 8.2c-.4.1-.6.4-.6.8m0 2.2v.1',
} as const;

export function PageIcon({ name }: { name: keyof typeof DRAWINGS }): JSX.Element {
  return (
    <svg class="i" viewBox="0 0 16 16" aria-hidden="true">
      <path d={DRAWINGS[name]} />
    </svg>
  );
}

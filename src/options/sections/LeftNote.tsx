import type { JSX } from 'preact';
import type { Leftover } from '../../shared/erasure.ts';
import { type MessageKey, sentenceGap, text } from '../../shared/i18n.ts';
import { Note } from '../../ui/components/Note.tsx';
import { list } from '../../ui/formats.ts';

interface Props {
  readonly left: readonly Leftover[];
  readonly heading: string;
  /** The meaning of an unreachable store of runs, where nothing of it was to be erased. */
  readonly runs?: string;
}

const STORES: readonly (readonly [Leftover, MessageKey])[] = [
  ['sign-in', 'opt_left_sign_in'],
  ['runs', 'opt_left_runs'],
  ['settings', 'opt_left_settings'],
];

/** The parts that an erasure has left, and what to do about them; nothing where everything is erased. */
export function LeftNote({ left, heading, runs }: Props): JSX.Element | null {
  if (left.length === 0) return null;
  const stores = STORES.filter(([store]) => left.includes(store) && (store !== 'runs' || runs === undefined));
  return (
    <Note tone="warn" icon="warn" live="alert">
      <p>
        <strong>{heading}</strong>
        {stores.length === 0 ? null : (
          <>
            {sentenceGap()}
            {text('opt_left', { what: list(stores.map(([, key]) => text(key))) })}
            {sentenceGap()}
            {text('opt_left_do')}
          </>
        )}
        {runs === undefined || !left.includes('runs') ? null : `${sentenceGap()}${runs}`}
        {left.includes('zoho') ? `${sentenceGap()}${text('opt_left_zoho')}` : null}
      </p>
    </Note>
  );
}

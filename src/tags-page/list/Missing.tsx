import type { JSX } from 'preact';
import { plural, sentenceGap, text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import type { TagRow } from '../../tags/model/types.ts';
import { isAutomated, isIdleForYear, isUnused } from '../../tags/queries/judgements.ts';
import { countingPrice } from '../../tags/queries/price.ts';
import { Note } from '../../ui/components/Note.tsx';
import type { Chip } from '../lines/lines.ts';
import { useTags } from '../tags-context.ts';
import { creditsWords } from '../../ui/credits-words.ts';

/** The request to Zoho that shows whether a tag belongs to a chip. */
const IS_OPEN: Partial<Record<Chip, (tag: TagRow, now: number) => boolean>> = {
  none: ({ records }) => records === null,
  unused: (tag) => isUnused(tag) === null,
  auto: (tag) => isAutomated(tag) === null,
  year: (tag, now) => isIdleForYear(tag, now) === null,
};
const WORDS = { none: 'need_none', unused: 'need_unused', auto: 'need_auto', year: 'need_year' } as const;

/** The active chip may lack tags with too little data. Shows their number, and the price of asking Zoho. */
export function Missing(): JSX.Element | null {
  const { list, live, connection, isOnline, count, idleNow } = useTags();
  const chip = list.chip.value;
  const tags = list.tags.value;
  if (chip === null || chip === 'alike' || chip === 'limit') return null;
  const now = idleNow();
  const open = tags.filter((tag) => IS_OPEN[chip]?.(tag, now));
  if (open.length === 0) return null;
  const canAsk = chip !== 'year' && !live.value && isOnline.value && connection.value?.isSignedOut === false;
  return (
    <Note icon="info">
      <p>
        <strong>{plural(WORDS[chip], open.length)}</strong>
        {sentenceGap()}
        {text(chip === 'year' ? 'need_year_explained' : 'need_p')}
      </p>
      {canAsk ? (
        <div class="row">
          <button class="btn" type="button" onClick={() => inBackground(count(open), 'Missing.count')}>
            {text('need_btn', { credits: creditsWords(countingPrice(open.length)) })}
          </button>
        </div>
      ) : null}
    </Note>
  );
}

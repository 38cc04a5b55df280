import type { JSX } from 'preact';
import { type MessageKey, text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import type { TagRow } from '../../tags/model/types.ts';
import { countingPrice } from '../../tags/queries/price.ts';
import { errorText } from '../../ui/error-text.ts';
import { useTags } from '../tags-context.ts';
import { creditsWords } from '../words/tag-words.ts';

interface Props {
  readonly tags: readonly TagRow[];
  readonly label: Extract<MessageKey, 'del_count' | 'del_recount'>;
}

/** Asks Zoho how many records have these tags, for the price on the button. Renders only the progress while it does. */
export function Recount({ tags, label }: Props): JSX.Element {
  const { asked, count, progress, refusal } = useTags();
  const job = progress.value;
  const isCounting = job !== null && job.state !== 'ended' && job.counts.done < job.counts.all;
  const isBusy = asked.value.state === 'asked' || isCounting;
  const error = refusal.value ?? tags.find(({ countError }) => countError !== null)?.countError?.error ?? null;
  return (
    <>
      {error === null || isBusy ? null : <p>{text('sentence', { text: errorText(error).headline })}</p>}
      <div class="row">
        {isBusy ? (
          <output class="muted">
            {isCounting ? text('del_counting', { n: job.counts.done, all: job.counts.all }) : text('one_asking')}
          </output>
        ) : (
          <button class="link" type="button" onClick={() => inBackground(count(tags), 'Recount.count')}>
            {text(label, { credits: creditsWords(countingPrice(tags.length)) })}
          </button>
        )}
      </div>
    </>
  );
}

import type { JSX } from 'preact';
import { type MessageKey, text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import type { TagRow } from '../../tags/model/types.ts';
import { countingPrice } from '../../tags/queries/price.ts';
import { errorText } from '../../ui/error-text.ts';
import { useTags } from '../tags-context.ts';
import { creditsWords } from '../../ui/credits-words.ts';

interface Props {
  readonly tags: readonly TagRow[];
  readonly label: Extract<MessageKey, 'del_count' | 'del_recount'>;
}

/** The words of a counting under way; null without one. */
export function useCounting(): string | null {
  const { asked, progress } = useTags();
  const job = progress.value;
  if (job !== null && job.state !== 'ended' && job.counts.done < job.counts.all)
    return text('del_counting', { n: job.counts.done, all: job.counts.all });
  return asked.value.state === 'asked' ? text('one_asking') : null;
}

/** Asks Zoho how many records have these tags, for the price on the button. Renders only the progress while it does. */
export function Recount({ tags, label }: Props): JSX.Element {
  const { count } = useTags();
  const counting = useCounting();
  return (
    <>
      <CountRefused tags={tags} />
      <div class="row">
        {counting === null ? (
          <button class="link" type="button" onClick={() => inBackground(count(tags), 'Recount.count')}>
            {text(label, { credits: creditsWords(countingPrice(tags.length)) })}
          </button>
        ) : (
          <output class="muted">{counting}</output>
        )}
      </div>
    </>
  );
}

/** Why Zoho did not count them at the last attempt. */
export function CountRefused({ tags }: Pick<Props, 'tags'>): JSX.Element | null {
  const { refusal } = useTags();
  const isBusy = useCounting() !== null;
  const error = refusal.value ?? tags.find(({ countError }) => countError !== null)?.countError?.error ?? null;
  return error === null || isBusy ? null : (
    <p>{text('sentence', { text: errorText(error, { isOfTag: true }).headline })}</p>
  );
}

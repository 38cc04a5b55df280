import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { Note } from '../../ui/components/Note.tsx';
import { TagPill } from '../../ui/components/TagMark.tsx';
import type { TagsPageData } from '../models/TagsPageModel.ts';
import { useTags } from '../tags-context.ts';
import { countedWords, savedWords } from '../words/cleanup-words.ts';
import { Facts } from './Facts.tsx';
import { ModuleCounts } from './ModuleCounts.tsx';
import { AddedBack, Views } from './Rules.tsx';
import { OfferRefused, StartRefused } from './Refused.tsx';
import { isEmpty, sumOf } from './offer.ts';
import { useRefusal } from './use-refusal.ts';

/** The offer: modules, finder, cost, and the rules that can add the tags back. */
export function OfferStage(): JSX.Element {
  const { retire } = useTags();
  const tags = retire.tags.value;
  const named = [...new Map(tags.map((tag) => [tag.name, tag])).values()];
  return (
    <>
      <div class="drawer-body">
        <AddedBack tags={tags} />
        <ModuleCounts />
        {named.length < 2 ? null : (
          <ul class="pills" aria-label={text('bar_label')}>
            {named.map((tag) => (
              <TagPill key={tag.name} tag={tag} />
            ))}
          </ul>
        )}
        <OfferRefused />
        <Facts />
        <Savings />
        <Views tags={tags} />
        <AskFirst />
      </div>
      <Foot />
    </>
  );
}

/** The credits that one more right would save. */
function Savings(): JSX.Element | null {
  const { retire, rights } = useTags();
  const saved = retire.saved.value;
  if (retire.offer.value === null || saved === null) return null;
  return (
    <Note icon="info">
      <p>{text('ask_saves', { credits: savedWords(saved) })}</p>
      <div class="row">
        <button
          class="link"
          type="button"
          onClick={() => {
            rights.forget();
            retire.toRights();
          }}
        >
          {text('ask_open')}
        </button>
      </div>
    </Note>
  );
}

/** The list of records can be saved once they are found, and before anything is removed. */
function AskFirst(): JSX.Element | null {
  const { asksFirst, included, offer } = useTags().retire;
  const id = useId();
  if (offer.value === null || included.value.length === 0) return null;
  return (
    <label class="option" for={id}>
      <input
        id={id}
        type="checkbox"
        checked={asksFirst.value}
        onChange={(event) => (asksFirst.value = event.currentTarget.checked)}
      />
      <b>{text('rem_ask_first')}</b>
      <span class="hint">{text('rem_ask_first_hint')}</span>
    </label>
  );
}

function Foot(): JSX.Element {
  const { retire } = useTags();
  const { offer, offerError, included, sum, confirmation, asked } = retire;
  const isPriced = offer.value !== null;
  const doing = included.value;
  const now = sum.value;
  const asks = confirmation.value !== 'none';
  const refusal = useRefusal(retire.tags.value);
  const isStarting = asked.value.state === 'asked';
  const canPress = isPriced && doing.length > 0 && refusal === null && !isStarting;
  const records = countedWords(
    now,
    doing.map(({ module }) => module),
  );
  const label = !isPriced
    ? text(offerError.value === null ? 'rem_counting_btn' : 'act_remove')
    : doing.length === 0
      ? text('act_remove')
      : isStarting
        ? text('rem_starting')
        : text(asks ? 'rem_asks' : 'confirm_btn', { records });
  return (
    <footer class="drawer-foot">
      <StartRefused />
      <div class="row fill">
        <button class="btn" type="button" onClick={retire.close}>
          {text('cancel')}
        </button>
        <button
          class={canPress || isStarting ? 'btn primary' : 'btn'}
          type="button"
          aria-disabled={!canPress || undefined}
          onClick={() => {
            if (!canPress) return;
            if (asks) retire.toConfirm();
            else inBackground(retire.start(), 'OfferStage.start');
          }}
        >
          {label}
        </button>
      </div>
      <output class="side">{refusal ?? sideWords(retire, asks)}</output>
    </footer>
  );
}

/** The line under the button: the records that stay unchanged. */
function sideWords(retire: TagsPageData['retire'], asks: boolean): string {
  const skipped = retire.steps.value.filter((step) => step.isSkipped && !isEmpty(step));
  if (retire.offer.value !== null && retire.included.value.length === 0) return text('rem_side_none');
  if (skipped.length > 0) {
    const kept = sumOf(skipped);
    const modules = skipped.map(({ module }) => module);
    if (!kept.isWhole) return text('rem_side_left_some');
    return text('rem_side_left', { records: countedWords(kept, modules) });
  }
  return text(asks ? 'rem_side_asks' : 'rem_side');
}

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { type ErrorData, toErrorData } from '../../shared/errors.ts';
import { type MessageKey, plural, text } from '../../shared/i18n.ts';
import type { CleanupOffer, FinderReason, OfferStep, Range } from '../../shared/messages.ts';
import { inBackground } from '../../shared/notes.ts';
import { nouns, records } from '../../shared/nouns.ts';
import type { Module, Tag } from '../../shared/run-summary.ts';
import { Note } from '../../ui/components/Note.tsx';
import { duration } from '../../ui/formats.ts';
import { tagsUrl } from '../../ui/links.ts';
import { tagWords } from '../../ui/source-words.ts';
import { BackFoot } from '../parts/frame/BackFoot.tsx';
import { Say } from '../parts/frame/Say.tsx';
import { usePopup } from '../popup-context.ts';
import { ErrorScreen } from './ErrorScreen.tsx';

/** All records that have a tag: how Untag would find them, why so, and what that costs. Nothing is read yet. */
export function FindScreen(): JSX.Element | null {
  const { finding } = usePopup();
  const wanted = finding.value;
  return wanted === null ? null : <Found key={wanted.tag.id} {...wanted} />;
}

function Found({ module, tag }: { module: Module; tag: Tag }): JSX.Element {
  const { selection, finding, preview, choose, offer } = usePopup();
  const answer = useSignal<CleanupOffer | null>(null);
  const error = useSignal<ErrorData | null>(null);
  const connectionId = selection.connection.value?.id ?? '';
  const ask = async (): Promise<void> => {
    error.value = null;
    try {
      answer.value = await offer({ connectionId, steps: [{ module: module.apiName, tagIds: [tag.id] }] });
    } catch (thrown) {
      error.value = toErrorData(thrown);
    }
  };
  useEffect(() => inBackground(ask(), 'FindScreen.ask'), [connectionId]);
  const known = answer.value?.steps[0] ?? null;
  // A scan that does not reach all ends without a selection.
  const isPossible = known !== null && known.isWhole !== false;
  if (error.value !== null)
    return <ErrorScreen error={error.value} onRetry={() => inBackground(ask(), 'FindScreen.ask')} />;
  return (
    <>
      <main class="body">
        <Say heading={tagWords(tag, module)} isFocused>
          <p>
            <output>{known === null ? text('hold_counting') : countWords(known, module)}</output>
          </p>
        </Say>
        {known === null ? null : <Facts step={known} module={module} reach={answer.value?.reach ?? 0} />}
        {known !== null && answer.value?.canSearch === false && wouldHelp(known) ? (
          <p>
            <a class="link" href={tagsUrl({ connectionId, asks: 'search' })} target="_blank" rel="noopener">
              {text('hold_allow')}
              <span class="vh">{text('new_tab')}</span>
            </a>
          </p>
        ) : null}
      </main>
      <BackFoot
        note={text('hold_side')}
        onBack={() => {
          finding.value = null;
        }}
      >
        <button
          class="btn primary tall"
          type="button"
          aria-disabled={!isPossible}
          onClick={() => {
            if (known === null || !isPossible) return;
            preview.wanted.value = tag.id;
            choose({ from: 'tag', module, holders: { tags: [tag], way: known.way, counted: [...known.counted] } });
          }}
        >
          {text('hold_btn', { nouns: nouns(module) })}
        </button>
      </BackFoot>
    </>
  );
}

/** Whether the right to search saves credits, or reaches records that a scan does not. */
function wouldHelp({ searchSaves, isWhole }: OfferStep): boolean {
  return (searchSaves?.most ?? 0) > 0 || isWhole === false;
}

function countWords({ counted: [n = null] }: OfferStep, module: Module): string {
  return n === null ? text('hold_uncounted') : text('hold_counted', { records: records(n, module) });
}

const WHYS: Readonly<Record<FinderReason, MessageKey>> = {
  'no-right': 'hold_why_no_right',
  'scan-cheaper': 'hold_why_scan_cheaper',
  'search-cheaper': 'hold_why_search_cheaper',
  uncounted: 'hold_why_uncounted',
  'beyond-scan': 'hold_why_beyond_scan',
};

function Facts({ step, module, reach }: { step: OfferStep; module: Module; reach: number }): JSX.Element {
  const { way, why, credits, seconds, isWhole, searchSaves } = step;
  const what = { nouns: nouns(module) };
  const finding = sum(credits.find, credits.read);
  // Without anything to save, the missing right is no reason.
  const isReason = why !== 'no-right' || (searchSaves?.most ?? 0) > 0;
  return (
    <>
      <dl class="facts">
        <dt>{text('hold_way')}</dt>
        <dd>
          {text(way === 'search' ? 'hold_by_search' : 'hold_by_scan', what)}
          {isReason ? <span class="muted"> {text(WHYS[why], what)}</span> : null}
        </dd>
        <dt>{text('hold_cost')}</dt>
        <dd>{creditWords(finding)}</dd>
        {credits.remove === null || credits.remove.most === 0 ? null : (
          <>
            <dt>{text('hold_then')}</dt>
            <dd>{text('hold_then_v', { credits: plural('n_credits', credits.remove.most) })}</dd>
          </>
        )}
        {seconds === null ? null : (
          <>
            <dt>{text('hold_time')}</dt>
            <dd>
              {text(seconds.least === seconds.most ? 'hold_time_about' : 'hold_time_most', {
                duration: duration(seconds.most * 1_000),
              })}
            </dd>
          </>
        )}
      </dl>
      {isWhole === true ? null : (
        <Note tone={isWhole === false ? 'warn' : ''} icon={isWhole === false ? 'warn' : 'info'}>
          <p>{text(isWhole === false ? 'hold_beyond' : 'hold_reach', { ...what, n: reach })}</p>
        </Note>
      )}
    </>
  );
}

function creditWords({ least, most }: Range): string {
  return least === most ? plural('n_credits', most) : text('credits_range', { least, most });
}

function sum(one: Range, other: Range | null): Range {
  return other === null ? one : { least: one.least + other.least, most: one.most + other.most };
}

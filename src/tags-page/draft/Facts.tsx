import type { JSX } from 'preact';
import { sentences, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { Note } from '../../ui/components/Note.tsx';
import { list as listOf } from '../../ui/formats.ts';
import type { OfferStep } from '../../shared/messages.ts';
import { useDraft } from './draft-context.ts';
import { amountWords, costWords, timeWords, whyWide } from '../words/cleanup-words.ts';
import { creditsOf, partOf, type DraftStep, secondsOf } from './offer.ts';

/** The finder and its reason, the cost, the time and the undo. Renders nothing before Zoho has answered. */
export function Facts({ undo }: { undo: string }): JSX.Element | null {
  const draft = useDraft();
  const offer = draft.offer.value;
  const doing = draft.included.value;
  const beyond = draft.beyond.value;
  if (offer === null) return null;
  return (
    <>
      {beyond.length === 0 ? null : (
        <Note tone="warn" icon="warn">
          <p>{text('find_part', { n: offer.reach, modules: namesOf(beyond) })}</p>
        </Note>
      )}
      {doing.length === 0 ? null : (
        <dl class="facts">
          <dt>{text('fact_found')}</dt>
          <dd>
            {waysOf(doing).map((words) => (
              <p key={words}>{words}</p>
            ))}
          </dd>
          <dt>{text('fact_cost')}</dt>
          <dd>
            <Cost />
            <CostParts steps={draft.priced.value} />
          </dd>
          <dt>{text('fact_time')}</dt>
          <dd>{timeWords(secondsOf(doing))}</dd>
          <dt>{text('fact_undo')}</dt>
          <dd>{undo}</dd>
        </dl>
      )}
    </>
  );
}

/** The whole cost, and why it is wide where it is. */
export function Cost(): JSX.Element {
  const { isDeleting, offer, priced } = useDraft();
  const why = whyWide(partOf(priced.value, 'find', isDeleting.value));
  return (
    <>
      <p>{costWords(creditsOf(priced.value, isDeleting.value), offer.value?.creditsLeft ?? null)}</p>
      {why === '' ? null : <p class="muted small">{why}</p>}
    </>
  );
}

/** The parts of the cost, where all are known before the records are found. */
function CostParts({ steps }: { steps: readonly DraftStep[] }): JSX.Element | null {
  const draft = useDraft();
  const cost = (part: Parameters<typeof partOf>[1]) => partOf(steps, part, draft.isDeleting.value);
  const [find, read, put, remove, tags] = [cost('find'), cost('read'), cost('put'), cost('remove'), cost('tags')];
  if ([find, read, put, remove, tags].some(({ isOpen }) => isOpen)) return null;
  const values = {
    find: amountWords(find),
    read: amountWords(read),
    put: amountWords(put),
    remove: amountWords(remove),
    tags: amountWords(tags),
  };
  const words = [
    text(draft.kind.value === 'retire' ? 'fact_cost_parts' : 'fact_cost_parts_replace', values),
    ...(tags.most === 0 ? [] : [text('fact_cost_tags', values)]),
  ];
  return <p class="muted small">{sentences(words.map((said) => text('sentence', { text: said })))}</p>;
}

function namesOf(steps: readonly DraftStep[]): string {
  return listOf(steps.map(({ module }) => shownName(module.plural)));
}

const WHY = {
  'no-right': 'find_no_right',
  'scan-cheaper': 'find_scan_cheaper',
  'search-cheaper': 'find_search_cheaper',
  uncounted: 'find_uncounted',
  'beyond-scan': 'find_beyond_scan',
} as const satisfies Record<OfferStep['why'], string>;

/** One text for each finder and reason. */
function waysOf(steps: readonly DraftStep[]): readonly string[] {
  const groups = new Map<string, DraftStep[]>();
  for (const step of steps) {
    const key = `${step.offer?.way} ${step.offer?.why}`;
    groups.set(key, [...(groups.get(key) ?? []), step]);
  }
  return [...groups.values()].flatMap((group) => {
    const offer = group[0]?.offer;
    if (!offer) return [];
    const how = text(offer.way === 'scan' ? 'find_scan' : 'find_search', { modules: namesOf(group) });
    return [sentences([how, text(WHY[offer.why])])];
  });
}

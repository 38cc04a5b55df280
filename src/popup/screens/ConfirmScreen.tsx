import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { records } from '../../shared/nouns.ts';
import { Note } from '../../ui/components/Note.tsx';
import { BackFoot } from '../parts/frame/BackFoot.tsx';
import { Say } from '../parts/frame/Say.tsx';
import { TagPills } from '../../ui/components/TagPills.tsx';
import type { Selection } from '../models/SelectionModel.ts';
import { AddsDetails } from '../parts/choosing/AddsDetails.tsx';
import { goWords, type PlanFacts, untouchedFact } from '../parts/choosing/plan-words.ts';
import { sourceWords } from '../../ui/source-words.ts';
import { usePlanFacts } from '../parts/choosing/use-plan-facts.ts';
import { usePopup } from '../popup-context.ts';
import { inBackground } from '../../shared/notes.ts';

/** Pills shown before the rest is counted. */
const PILLS = 12;

/** The second step above the threshold. The headline and the button repeat the count. */
export function ConfirmScreen(): JSX.Element | null {
  const { selection, session, preview, tagUse, isConfirming, remove, readNames } = usePopup();
  const used = tagUse.used.value;
  const facts = usePlanFacts();
  const chosen = selection.selection.value;
  if (facts === null || chosen === null) return null;
  const isStarting = preview.starting.value.state === 'asked';
  const { historyDays } = session.settings.value;
  return (
    <>
      <main class="body">
        <Say heading={text('confirm_h', { go: goWords(facts) })} isFocused>
          <p>{text('confirm_p', { days: plural('n_days', historyDays) })}</p>
        </Say>
        <Facts facts={facts} chosen={chosen} />
        {used.length === 0 ? null : <AddsDetails used={used} />}
        {chosen.source.kind === 'view' ? (
          <Note icon="info">
            <p>{text('confirm_view')}</p>
          </Note>
        ) : null}
      </main>
      <BackFoot
        onBack={() => {
          isConfirming.value = false;
        }}
      >
        <button
          class="btn primary tall"
          type="button"
          aria-disabled={isStarting}
          onFocus={readNames}
          onPointerEnter={readNames}
          onClick={() => inBackground(remove(), 'ConfirmScreen.remove')}
        >
          {isStarting
            ? text('go_starting')
            : text('confirm_btn', { records: records(facts.plan.affected, facts.module) })}
        </button>
      </BackFoot>
    </>
  );
}

function Facts({ facts, chosen }: { facts: PlanFacts; chosen: Selection }): JSX.Element {
  const { preview } = usePopup();
  const { org, environment } = chosen.connection;
  const picked = preview.choices.value.filter(({ tag }) => preview.picked.value.has(tag.id));
  const total = preview.shown.value?.preview.total ?? 0;
  const left = preview.summary.value?.creditsLeft ?? null;
  const how = howMany(facts, chosen, total);
  return (
    <dl class="facts">
      <dt>{text('confirm_tags')}</dt>
      <dd>
        <TagPills tags={picked.map(({ tag }) => tag)} count={picked.length} most={PILLS} />
      </dd>
      <dt>{text('confirm_records', { module: shownName(chosen.module.plural) })}</dt>
      <dd>{facts.plan.untouched === 0 ? how : text('confirm_rest', { how, rest: untouchedFact(facts) })}</dd>
      <dt>{text('confirm_org')}</dt>
      <dd>{text('confirm_org_v', { org: shownName(org.name), env: text(`env_${environment}`) })}</dd>
      <dt>{text('confirm_cost')}</dt>
      <dd>
        {left === null
          ? plural('n_credits', facts.plan.credits)
          : text('confirm_cost_v', { n: facts.plan.credits, left: plural('n_credits', left) })}
      </dd>
    </dl>
  );
}

/** The part of the selection: `1,104 of the 1,240 in “My leads”`, `Your list, all 612`. */
function howMany({ plan }: PlanFacts, { source, module, ids }: Selection, total: number): string {
  const n = plan.affected;
  const view = ids === null && source.viewName !== null ? shownName(source.viewName) : null;
  if (view !== null) return text(n === total ? 'confirm_view_v' : 'confirm_of', { n, all: total, view });
  const what = n === total ? text('confirm_all', { n }) : text('confirm_of_all', { n, all: total });
  return text('confirm_from', { source: sourceWords(source, module), what });
}

import type { JSX } from 'preact';
import { number, plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { records } from '../../shared/nouns.ts';
import { Note } from '../../ui/components/Note.tsx';
import { Say } from '../parts/frame/Say.tsx';
import { TagPill } from '../../ui/components/TagMark.tsx';
import type { Selection } from '../models/SelectionModel.ts';
import { goWords, type PlanFacts, untouchedFact } from '../parts/choosing/plan-words.ts';
import { sourceWords } from '../../ui/source-words.ts';
import { usePlanFacts } from '../parts/choosing/use-plan-facts.ts';
import { usePopup } from '../popup-context.ts';
import { inBackground } from '../../shared/notes.ts';

/** Pills shown before the rest is counted. */
const PILLS = 12;

/** The second step above the threshold: the count is said again, in the headline and on the button. */
export function ConfirmScreen(): JSX.Element | null {
  const { selection, session, preview, isConfirming, remove, readNames } = usePopup();
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
        {chosen.ids === null ? (
          <Note icon="info">
            <p>{text('confirm_view')}</p>
          </Note>
        ) : null}
      </main>
      <footer class="foot">
        <div class="row fill">
          <button
            class="btn"
            type="button"
            onClick={() => {
              isConfirming.value = false;
            }}
          >
            {text('back')}
          </button>
          <button
            class="btn primary"
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
        </div>
      </footer>
    </>
  );
}

function Facts({ facts, chosen }: { facts: PlanFacts; chosen: Selection }): JSX.Element {
  const { preview } = usePopup();
  const { org, environment } = chosen.connection;
  const picked = preview.choices.value.filter(({ tag }) => preview.picked.value.has(tag.id));
  const total = preview.shown.value?.preview.total ?? 0;
  const { viewName } = chosen.source;
  const left = preview.summary.value?.creditsLeft ?? null;
  const credits = plural('n_credits', facts.plan.credits);
  return (
    <dl class="facts">
      <dt>{text('confirm_org')}</dt>
      <dd>{text('confirm_org_v', { org: shownName(org.name), env: text(`env_${environment}`) })}</dd>
      <dt>{text('confirm_records', { module: shownName(chosen.module.plural) })}</dt>
      <dd>
        {chosen.ids === null && viewName !== null
          ? text('confirm_view_v', { n: total, view: shownName(viewName) })
          : `${sourceWords(chosen.source, chosen.module)}, ${number(total)}`}
      </dd>
      <dt>{text('confirm_tags')}</dt>
      <dd>
        <ul class="pills">
          {picked.slice(0, PILLS).map(({ tag }) => (
            <TagPill key={tag.id} tag={tag} />
          ))}
          {picked.length > PILLS ? <li>{text('n_more_tags', { n: picked.length - PILLS })}</li> : null}
        </ul>
      </dd>
      {facts.plan.untouched === 0 ? null : (
        <>
          <dt>{text('confirm_untouched')}</dt>
          <dd>{untouchedFact(facts)}</dd>
        </>
      )}
      <dt>{text('confirm_cost')}</dt>
      <dd>{left === null ? credits : text('confirm_cost_v', { credits, left })}</dd>
    </dl>
  );
}

import type { JSX } from 'preact';
import { language, text } from '../../../shared/i18n.ts';
import { inBackground } from '../../../shared/notes.ts';
import { undoable } from '../../../shared/run-facts.ts';
import type { RunSummary } from '../../../shared/run-summary.ts';
import { Icon, type IconName } from '../../../ui/components/Icon.tsx';
import { listed } from '../../../ui/formats.ts';
import { type NextStep, nextSteps } from '../../../ui/next-steps.ts';
import { undoDate } from '../../../ui/run-words.ts';
import { usePopup } from '../../popup-context.ts';
import { AskRefused } from '../problems/AskRefused.tsx';

interface Press {
  readonly label: string;
  readonly icon: IconName | null;
  readonly press: () => void;
}

interface Reload {
  /** Null where there is nothing to reload. */
  readonly button: Press | null;
  readonly side: string;
  readonly isDone: boolean;
}

/** The next steps after an ended run: one main step, then back, and to the next tags. */
export function EndedFoot({ run }: { run: RunSummary }): JSX.Element {
  const steps = useSteps(run);
  const reload = useReload(run);
  const next = useNext(run);
  const [first = null, ...later] = steps;
  // The reason why an undo could not restore a tag rarely passes by itself, so reloading the page comes before another
  // try.
  const isReloadFirst = reload.button !== null && (first === null || (run.kind === 'undo' && first.kind === 'retry'));
  const main = isReloadFirst ? reload.button : first;
  const beside = (isReloadFirst ? first : reload.button) ?? next.more;
  const side =
    isReloadFirst || later.length === 0
      ? reload.side
      : text('next_after', { what: listed(later.map(({ label }) => inSentence(label))) });
  return (
    <footer class="foot">
      <AskRefused />
      {main === null ? null : (
        <PressButton button={isReloadFirst ? { ...main, icon: 'retry' } : main} kind="wide primary" />
      )}
      <div class="row fill">
        <UndoButton run={run} />
        {next.again === null ? null : <PressButton button={next.again} kind="" />}
        <PressButton button={beside} kind="" />
      </div>
      {side === '' ? null : (
        <p class="side" role={reload.isDone ? 'status' : undefined}>
          {side}
        </p>
      )}
    </footer>
  );
}

function PressButton({ button: { label, icon, press }, kind }: { button: Press; kind: string }): JSX.Element {
  return (
    <button class={`btn tall ${kind}`} type="button" onClick={press}>
      {icon === null ? null : <Icon name={icon} />}
      {label}
    </button>
  );
}

/** The steps that would improve the result, the most useful first. */
function useSteps(run: RunSummary): readonly (Press & Pick<NextStep, 'kind'>)[] {
  const { runs, failures } = usePopup();
  const press: Record<NextStep['kind'], () => void> = {
    check: () => inBackground(runs.check(run.id), 'EndedFoot.check'),
    continue: () => inBackground(runs.goOn(run.id), 'EndedFoot.goOn'),
    retry: () => inBackground(runs.retry(run.id), 'EndedFoot.retry'),
  };
  const unfinished = { retried: failures.retried.value, continued: failures.continued.value };
  return nextSteps(run, unfinished).map(({ kind, label }) => ({
    kind,
    label,
    icon: kind === 'continue' ? null : 'retry',
    press: press[kind],
  }));
}

/**
 * Zoho's page shows the old tags until it is reloaded. Offered only if the page in front belongs to the run's org and
 * module.
 */
function useReload(run: RunSummary): Reload {
  const { page, selection, reloaded, reloadPage } = usePopup();
  const context = page.answer.value?.context;
  const isHere = context?.moduleSlug === run.module.moduleSlug && selection.connection.value?.id === run.connectionId;
  if (!isHere || run.changed === 0 || run.undoneBy !== null) return { button: null, side: '', isDone: false };
  const isRecord = context.view === 'record';
  if (reloaded.value === run.id)
    return { button: null, side: text(isRecord ? 'reloaded_page' : 'reloaded'), isDone: true };
  return {
    button: {
      label: text(isRecord ? 'reload_page' : 'reload_list'),
      icon: null,
      press: () => inBackground(reloadPage(run.id), 'EndedFoot.reload'),
    },
    side: text(isRecord ? 'reload_side_page' : 'reload_side'),
    isDone: false,
  };
}

/** Leads to other tags of the same records; after an undo, to removing the same tags again. */
function useNext(run: RunSummary): { readonly more: Press; readonly again: Press | null } {
  const { more, choose, putRunAway } = usePopup();
  const canRemoveAgain = run.kind === 'undo' && run.changed > 0;
  return {
    more: {
      label: text(run.kind === 'removal' && run.changed === 0 ? 'choose_other' : 'more_tags'),
      icon: null,
      press: () => inBackground(more(run.id), 'EndedFoot.more'),
    },
    again: canRemoveAgain
      ? {
          label: text('again'),
          icon: null,
          press: () => {
            putRunAway(run.id);
            choose({ from: 'again', undo: run });
          },
        }
      : null,
  };
}

function UndoButton({ run }: { run: RunSummary }): JSX.Element | null {
  const { isUndoing } = usePopup();
  const date = undoDate(run, Date.now());
  if (undoable(run) === 0) return null;
  return (
    <button
      class="btn tall undo"
      type="button"
      onClick={() => {
        isUndoing.value = true;
      }}
    >
      <Icon name="undo" />
      <span>
        {text('undo')} {date === null ? null : <span class="muted">{text('undo_date', { date })}</span>}
      </span>
    </button>
  );
}

/** A label inside a sentence, with a small first letter in English. */
function inSentence(label: string): string {
  return language().startsWith('en') ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

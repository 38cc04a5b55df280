import { plural, text } from '../../../shared/i18n.ts';
import { shownName } from '../../../shared/names.ts';
import { noun, records } from '../../../shared/nouns.ts';
import { list } from '../../../ui/formats.ts';
import type { Module, SourceKind } from '../../../shared/run-summary.ts';
import type { Estimate } from '../../../runs/queries/estimate.ts';

/** The facts behind the texts about a removal. */
export interface PlanFacts {
  readonly plan: Estimate;
  /** Picked tags. */
  readonly tags: number;
  readonly module: Module | null;
  readonly kind: SourceKind;
  /** Ticked rows that are left out, because another row was right-clicked. */
  readonly leftAlone: number;
  /** Names of the tags that stay, if the others were chosen by them. */
  readonly staying: readonly string[];
}

/** The effect of Remove as a sentence: `Remove 2 tags from 9 leads`. */
export function goWords({ plan, tags, module, kind }: PlanFacts): string {
  return kind === 'record'
    ? plural('go_record', tags, { noun: noun(module) })
    : plural('go', tags, { records: records(plan.affected, module) });
}

/** Untouched records, and the credits still to be spent: `3 carry neither and stay untouched · 2 API credits`. */
export function sideWords(facts: PlanFacts): string {
  const credits = plural('n_credits', facts.plan.credits);
  const what = facts.staying.length > 0 ? stayWords(facts.staying) : untouchedWords(facts);
  return what === '' ? credits : text('side_joined', { what, credits });
}

/** With more names than this, the line is left out. */
const MOST_NAMES = 3;

function stayWords(names: readonly string[]): string {
  const { length } = names;
  if (length > MOST_NAMES) return plural('side_stay_n', length);
  return plural('side_stay', length, { tags: list(names.map((name) => shownName(name))) });
}

function untouchedWords({ plan, tags, kind, leftAlone }: PlanFacts): string {
  if (kind === 'clicked') return leftAlone === 0 ? '' : plural('side_ticks_left', leftAlone);
  if (kind === 'record') return '';
  if (plan.untouched === 0) return text(tags === 1 ? 'side_all' : 'side_all_two');
  const stem = tags === 1 ? 'side_one' : tags === 2 ? 'side_two' : 'side_many';
  return plural(stem, plan.untouched);
}

/** Untouched records, for the second step: `136 carry neither`. */
export function untouchedFact({ plan, tags }: Pick<PlanFacts, 'plan' | 'tags'>): string {
  const stem = tags === 1 ? 'confirm_untouched_one' : tags === 2 ? 'confirm_untouched_two' : 'confirm_untouched_many';
  return plural(stem, plan.untouched);
}

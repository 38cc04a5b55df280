import { usePopup } from '../../popup-context.ts';
import type { PlanFacts } from './plan-words.ts';

/** The facts that the words about the removal are made of; null while nothing is picked. */
export function usePlanFacts(): PlanFacts | null {
  const { preview, selection } = usePopup();
  const plan = preview.plan.value;
  const chosen = selection.selection.value;
  if (plan === null || chosen === null) return null;
  const { module, source, leftAlone } = chosen;
  return { plan, tags: preview.picked.value.size, module, kind: source.kind, leftAlone };
}

import { usePopup } from '../../popup-context.ts';
import type { PlanFacts } from './plan-words.ts';

/** The facts behind the texts about the removal; null while nothing is picked. */
export function usePlanFacts(): PlanFacts | null {
  const { preview, selection } = usePopup();
  const plan = preview.plan.value;
  const chosen = selection.selection.value;
  if (plan === null || chosen === null) return null;
  const { module, source, leftAlone } = chosen;
  const picked = preview.picked.value;
  const rest = preview.choices.value.filter(({ tag }) => !picked.has(tag.id)).map(({ tag }) => tag.name);
  const staying = preview.isByRest.value ? rest : [];
  return { plan, tags: picked.size, module, kind: source.kind, leftAlone, staying };
}

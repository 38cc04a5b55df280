import type { JSX } from 'preact';
import { AsideLine } from '../later-screens.ts';
import { usePopup } from '../popup-context.ts';

/** Lines above the state at most; the rest is in the report. */
const LINES = 2;

/** Runs that are not what the popup shows: those of other orgs, and ended ones that nobody has seen. */
export function AsideLines(): JSX.Element | null {
  const { aside } = usePopup();
  const runs = aside.value.slice(0, LINES);
  return runs.length === 0 ? null : (
    <div class="aside">
      {runs.map((run) => (
        <AsideLine key={run.id} run={run} />
      ))}
    </div>
  );
}

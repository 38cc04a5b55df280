import type { JSX } from 'preact';
import { plural, text } from '../shared/i18n.ts';
import { shownName } from '../shared/names.ts';
import { inBackground } from '../shared/notes.ts';
import { nouns } from '../shared/nouns.ts';
import { Icon } from '../ui/components/Icon.tsx';
import { useReport } from './report-context.ts';

const TAB = /\/tab\/([^/?#]+)/;

/** No run was started yet. Explains what the list will hold, and leads back to work. */
export function EmptyHistory(): JSX.Element {
  const { historyDays } = useReport();
  return (
    <div class="empty">
      <Icon name="history" />
      <h1 class="strong">{text('rep_empty_h')}</h1>
      <p class="muted">{text('rep_empty_p', { days: plural('n_days', historyDays.value) })}</p>
      <WayBack />
    </div>
  );
}

/** Leads to the last used CRM tab. Renders nothing when none is open. */
function WayBack(): JSX.Element | null {
  const { crm, goToCrm } = useReport();
  const known = crm.value;
  if (known === null) return null;
  const { url, shortcut } = known;
  const module = TAB.exec(url)?.[1];
  const what = { nouns: nouns(null), keys: shortcut };
  return (
    <>
      <div class="row way-back">
        <button class="btn primary" type="button" onClick={() => inBackground(goToCrm(), 'EmptyHistory.goToCrm')}>
          {module === undefined ? text('notzoho_go') : text('rep_empty_go', { module: shownName(module) })}
        </button>
      </div>
      <p class="muted small">{text(shortcut === '' ? 'rep_empty_do_plain' : 'rep_empty_do', what)}</p>
    </>
  );
}

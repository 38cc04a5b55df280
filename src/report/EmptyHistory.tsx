import type { JSX } from 'preact';
import { plural, text } from '../shared/i18n.ts';
import { nouns } from '../shared/nouns.ts';
import { Icon } from '../ui/components/Icon.tsx';
import { useReport } from './report-context.ts';
import { WayBack } from './WayBack.tsx';

/** No run was started yet. Explains what the list will hold, and leads back to work. */
export function EmptyHistory(): JSX.Element {
  const { historyDays, crm } = useReport();
  const keys = crm.value?.shortcut ?? '';
  return (
    <div class="empty">
      <Icon name="history" />
      <h1 class="strong">{text('rep_empty_h')}</h1>
      <p class="muted">{text('rep_empty_p', { days: plural('n_days', historyDays.value) })}</p>
      <WayBack />
      {crm.value === null ? null : (
        <p class="muted small">
          {text(keys === '' ? 'rep_empty_do_plain' : 'rep_empty_do', { nouns: nouns(null), keys })}
        </p>
      )}
    </div>
  );
}

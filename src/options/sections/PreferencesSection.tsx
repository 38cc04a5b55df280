import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { useOptions } from '../options-context.ts';
import { LanguageRow, ShortcutRow } from './BrowserRows.tsx';
import { ErrorNote } from './ErrorNote.tsx';
import { NotifyRow } from './NotifyRow.tsx';
import { NumberRow } from './NumberRow.tsx';
import { ThemeRow } from './ThemeRow.tsx';

/** The user's settings. */
export function PreferencesSection(): JSX.Element {
  const { preferences, data } = useOptions();
  const runs = data.inventory.value?.runs ?? 0;
  const managed = preferences.managed.value;
  const daysHint = (days: number): string => {
    const older = days >= 1 ? data.olderThan(days) : 0;
    return older === 0 ? text('opt_days_hint') : plural('opt_days_hint_shorter', older, { all: runs });
  };
  return (
    <section id="preferences" aria-labelledby="h-preferences">
      <h2 id="h-preferences">{text('opt_pref_h')}</h2>
      <NumberRow
        name="confirmAbove"
        label={text('opt_confirm')}
        hint={() => text('opt_confirm_hint')}
        unit={text('opt_unit_records')}
        isManaged={managed.includes('confirmAbove')}
      />
      <NumberRow
        name="historyDays"
        label={text('opt_days')}
        hint={daysHint}
        unit={text('opt_unit_days')}
        isManaged={managed.includes('historyDays')}
      />
      <NumberRow
        name="creditReserve"
        label={text('opt_reserve')}
        hint={() => text('opt_reserve_hint')}
        unit={text('opt_unit_credits')}
      />
      <NotifyRow />
      <ThemeRow />
      <LanguageRow />
      <ShortcutRow />
      <ErrorNote error={preferences.error.value} />
    </section>
  );
}

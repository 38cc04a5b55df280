import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import type { Adding, RunSummary } from '../../shared/run-summary.ts';

/** The text of an automation, by its kind. */
export const ADDING_ITEMS = {
  workflow: 'adds_item_workflow',
  blueprint: 'adds_item_blueprint',
  orchestration: 'adds_item_orchestration',
  other: 'adds_item_other',
} as const satisfies Record<Adding['kind'], string>;

/** What puts a tag back that is on its records again, where Zoho names it. */
export function CameBackBy({ by = [] }: Pick<NonNullable<RunSummary['cameBack']>, 'by'>): JSX.Element | null {
  if (by.length === 0) return null;
  return (
    <ul>
      {by.map(({ kind, name }) => (
        <li key={`${kind} ${name}`}>{text(ADDING_ITEMS[kind], { name: shownName(name) })}</li>
      ))}
    </ul>
  );
}

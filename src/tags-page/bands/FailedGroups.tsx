import type { JSX } from 'preact';
import type { FailureGroup } from '../../runs/queries/failures.ts';
import { text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { reportUrl } from '../../ui/links.ts';
import type { StepNow } from '../../ui/models/CleanupsModel.ts';
import { reasonText } from '../../ui/reason-text.ts';
import type { StepFailures } from '../models/CleaningModel.ts';
import { useTags } from '../tags-context.ts';
import { recordsOf } from '../words/cleanup-words.ts';

/** Records of all modules that failed for one reason. */
interface Merged {
  readonly group: FailureGroup;
  readonly steps: readonly StepNow[];
  readonly records: number;
}

/** The reasons of failures, the largest group first, with links to the records. */
export function FailedGroups({ isUndo }: { isUndo: boolean }): JSX.Element | null {
  const { failed } = useTags().cleaning;
  const groups = merged(failed.value);
  if (groups.length === 0) return null;
  return (
    <ul class="groups">
      {groups.map(({ group, steps, records }) => {
        const said = reasonText(group.reason, group);
        const modules = steps.map(({ module }) => module);
        return (
          <li key={keyOf(group)}>
            <Icon name={group.reason === 'locked' || group.reason === 'no-edit' ? 'lock' : 'bad'} />
            <p>
              <strong>{text('fails_group', { records: recordsOf(records, modules) })}</strong> {said.reason}{' '}
              <span class="muted">{said.todo}</span>
            </p>
            <span class="row">
              {steps.map(({ module, runId, undoId }) => (
                <a key={runId} class="link" href={reportUrl(isUndo ? undoId : runId)} target="_blank" rel="noopener">
                  {steps.length === 1 ? text('cl_show') : shownName(module.plural)}
                  <span class="vh">{text('new_tab')}</span>
                </a>
              ))}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function keyOf({ reason, zohoCode, zohoMessage }: FailureGroup): string {
  return `${reason} ${zohoCode ?? ''} ${zohoMessage ?? ''}`;
}

/** Groups of one reason become one. */
function merged(failed: readonly StepFailures[]): readonly Merged[] {
  const byKey = new Map<string, Merged>();
  for (const { step, groups } of failed)
    for (const group of groups) {
      const key = keyOf(group);
      const known = byKey.get(key);
      const records = (known?.records ?? 0) + group.records;
      byKey.set(key, { group, steps: [...(known?.steps ?? []), step], records });
    }
  return [...byKey.values()].toSorted((one, other) => other.records - one.records);
}

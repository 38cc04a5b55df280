import type { JSX } from 'preact';
import { canMakeAgain } from '../../cleanups/queries/facts.ts';
import type { FailureGroup } from '../../runs/queries/failures.ts';
import { sentenceGap, sentences, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { namesOf, newNameWords, recordsIn, tagsWords } from '../../ui/cleanup-words.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { reportUrl } from '../../ui/links.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { reasonText } from '../../ui/reason-text.ts';
import type { StepFailures } from '../models/CleaningModel.ts';
import { useTags } from '../tags-context.ts';

/** Records of all modules that failed for one reason. */
interface Merged {
  readonly group: FailureGroup;
  readonly of: StepFailures['of'];
  readonly failed: readonly StepFailures[];
  readonly records: number;
}

/** The reasons of failures, the largest group first, with links to the records. */
export function FailedGroups({ now }: { now: CleanupNow }): JSX.Element | null {
  const { failed } = useTags().cleaning;
  const groups = merged(failed.value);
  if (groups.length === 0) return null;
  return (
    <ul class="groups">
      {groups.map(({ group, of, failed: parts, records }) => {
        const said = reasonText(group.reason, group, records);
        return (
          <li key={`${of} ${keyOf(group)}`}>
            <Icon name={group.reason === 'locked' || group.reason === 'no-edit' ? 'lock' : 'bad'} />
            <p>
              <strong>
                {text('fails_group', {
                  records: recordsIn(
                    records,
                    parts.map(({ step }) => step),
                  ),
                })}
              </strong>
              {sentenceGap()}
              {of === 'second' ? sentences([halfWords(now), said.reason]) : said.reason}
              {sentenceGap()}
              <span class="muted">{todoOf(now, group) ?? said.todo}</span>
            </p>
            <span class="row">
              {parts.map(({ step: { module }, runId }) => (
                <a key={runId} class="link" href={reportUrl(runId)} target="_blank" rel="noopener">
                  {parts.length === 1 ? text('cl_show') : shownName(module.plural)}
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

/**
 * What to do for the records of a deleted tag that an undo has not made again: nothing where it cannot be made. Null for other
 * records.
 */
function todoOf({ cleanup, steps }: CleanupNow, { reason }: FailureGroup): string | null {
  if (!cleanup.isUndo || reason !== 'tag-deleted') return null;
  if (canMakeAgain(cleanup, steps)) return text('un_unmade_do');
  const isSame = steps.some(({ tags }) => tags?.renewed?.some(({ tag }) => tag === null) === true);
  return isSame ? '' : null;
}

/** Such records have the tag that stays and an old one. */
function halfWords(now: CleanupNow): string {
  const values = { new: newNameWords(now), old: tagsWords(namesOf(now)) };
  return text(now.cleanup.isUndo ? 'mg_half_undo' : 'mg_half', values);
}

function keyOf({ reason, zohoCode, zohoMessage }: FailureGroup): string {
  return `${reason} ${zohoCode ?? ''} ${zohoMessage ?? ''}`;
}

/** Groups of one reason become one. */
function merged(failed: readonly StepFailures[]): readonly Merged[] {
  const byKey = new Map<string, Merged>();
  for (const part of failed)
    for (const group of part.groups) {
      const key = `${part.of} ${keyOf(group)}`;
      const known = byKey.get(key);
      const records = (known?.records ?? 0) + group.records;
      byKey.set(key, { group, of: part.of, failed: [...(known?.failed ?? []), part], records });
    }
  return [...byKey.values()].toSorted((one, other) => other.records - one.records);
}

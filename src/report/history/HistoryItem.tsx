import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { LONGEST_TITLE, shownName } from '../../shared/names.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import type { Run } from '../../runs/model/types.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { cleanupHow, cleanupWhat } from '../cleanup/cleanup-words.ts';
import { addressOf, type Place } from '../place.ts';
import { Name } from '../../ui/rich-text.tsx';
import { useReport } from '../report-context.ts';
import { dayAndTime } from '../run-times.ts';
import { howWords, whatWords } from './history-words.ts';

interface Props {
  readonly run: Run;
  readonly now: RunSummary;
  /** Whether the list has runs of several orgs. */
  readonly hasOrg: boolean;
}

/** One run in the list: tags, result and time. */
export function HistoryItem({ run, now, hasOrg }: Props): JSX.Element {
  const { place } = useReport();
  const what = whatWords(now);
  return (
    <Entry
      to={{ kind: 'run', id: run.id }}
      isShown={place.value.kind === 'run' && place.value.id === run.id}
      what={what}
      how={howWords(now)}
      at={run.startedAt ?? run.createdAt}
      org={run.org}
      hasOrg={hasOrg}
    />
  );
}

/** One clean-up in the list, with all its modules. */
export function CleanupItem({ now, hasOrg }: { now: CleanupNow; hasOrg: boolean }): JSX.Element {
  const { place } = useReport();
  const { id, startedAt, org } = now.cleanup;
  const [first, ...others] = now.steps;
  const modules =
    first !== undefined && others.length === 0
      ? text('rep_clean_module', { module: shownName(first.module.plural) })
      : plural('rep_clean_modules', now.steps.length);
  return (
    <Entry
      to={{ kind: 'cleanup', id }}
      isShown={place.value.kind === 'cleanup' && place.value.id === id}
      what={cleanupWhat(now)}
      kind={modules}
      how={cleanupHow(now)}
      at={startedAt}
      org={org}
      hasOrg={hasOrg}
    />
  );
}

interface EntryProps {
  readonly to: Place;
  readonly isShown: boolean;
  readonly what: string;
  /** The kind of an entry that is no removal. */
  readonly kind?: string;
  readonly how: ReturnType<typeof howWords>;
  readonly at: number;
  readonly org: Run['org'];
  readonly hasOrg: boolean;
}

function Entry({ to, isShown, what, kind, how, at, org, hasOrg }: EntryProps): JSX.Element {
  const { go } = useReport();
  const open = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(to);
  };
  return (
    <li>
      <a href={addressOf(to)} title={what} aria-current={isShown ? 'page' : undefined} onClick={open}>
        <b>
          <bdi>{what}</bdi>
        </b>
        {kind === undefined ? null : <span class="sub">{kind}</span>}
        <span class={`sub ${how.tone}`}>{how.words}</span>
        <span class="sub when">
          {dayAndTime(at, Date.now())}
          {org.environment === 'production' ? null : (
            <span class="env" data-env={org.environment}>
              {text(`env_${org.environment}`)}
            </span>
          )}
        </span>
        {hasOrg ? (
          <span class="sub" title={shownName(org.name, LONGEST_TITLE)}>
            <Name>{org.name}</Name>
          </span>
        ) : null}
      </a>
    </li>
  );
}

import type { JSX } from 'preact';
import { plural, template, text } from '../../shared/i18n.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { TagPill } from '../../ui/components/TagMark.tsx';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { Name, RichText } from '../../ui/rich-text.tsx';
import { shownName } from '../../shared/names.ts';
import { Credits } from '../head/RunHead.tsx';
import { MoreMenu } from '../head/MoreMenu.tsx';
import { useReport } from '../report-context.ts';
import { span } from '../run-times.ts';
import type { TagCredits } from '../../cleanups/model/types.ts';
import { hasRecords } from '../../cleanups/queries/facts.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import type { Side } from '../models/ShownCleanupModel.ts';
import { cleanupTitle, newName, onlyModule, tagsOf } from './cleanup-words.ts';

const NONE: TagCredits = { reads: 0, writes: 0 };

/** What a clean-up did, for which user, when, in which modules, and for how many credits. */
export function CleanupHead({ now }: { now: CleanupNow }): JSX.Element {
  const { cleanup, asking } = useReport();
  const side = cleanup.side.value;
  const { startedAt, undoneAt, endedAt, user, isUndo } = now.cleanup;
  const ofTags = now.cleanup.tagCredits?.[side];
  const isCounted = hasRecords(now.cleanup) || ofTags !== undefined;
  const isPast = isUndo && side === 'removal';
  const start = side === 'undo' ? (undoneAt ?? startedAt) : startedAt;
  const before = now.steps.flatMap(({ run, put }) => [run?.endedAt ?? 0, put?.endedAt ?? 0]);
  const end = isPast ? Math.max(startedAt, ...before) : endedAt;
  const module = onlyModule(now);
  return (
    <>
      <header class="run-head">
        <div>
          <h1>{cleanupTitle(now, side)}</h1>
          <p class="muted">
            <RichText
              raw={template(isCounted ? 'rep_meta' : 'rep_clean_meta')}
              values={{
                user: <Name>{user.name}</Name>,
                times: span(start, end, Date.now()),
                source:
                  module === null
                    ? plural('rep_clean_modules', now.steps.length)
                    : text('rep_clean_module', { module: shownName(module.plural) }),
                credits: <Credits credits={sumOfCredits(cleanup.parts.value, ofTags)} />,
              }}
            />
          </p>
        </div>
        {now.phase === 'ended' ? (
          <MoreMenu
            label={text('rep_more_clean')}
            items={[
              {
                label: text('rep_delete'),
                icon: 'bin',
                isAway: true,
                press: () => {
                  asking.value = 'delete';
                },
              },
            ]}
          />
        ) : null}
      </header>
      <Pills now={now} side={side} />
    </>
  );
}

/** The tags of a clean-up; beside them the one that stays, or the new name. */
function Pills({ now, side }: { now: CleanupNow; side: Side }): JSX.Element {
  const { kind, isUndo } = now.cleanup;
  const name = newName(now);
  const isBack = side === 'undo';
  const label = isBack
    ? 'rep_tags_back'
    : kind === 'delete'
      ? 'rep_tags_deleted'
      : kind === 'rename'
        ? 'rep_tags_renamed'
        : 'rep_tags_removed';
  const added = kind === 'rename' ? 'rep_tags_named' : 'rep_tags_added';
  return (
    <div class="row">
      <ul class="pills" aria-label={text(label)}>
        {tagsOf(now).map((tag) => (
          <TagPill key={tag.id} tag={tag} />
        ))}
      </ul>
      {name === null || (isBack && isUndo) ? null : (
        <>
          <Icon name="next" isFlipped />
          <ul class="pills" aria-label={text(added)}>
            <TagPill tag={name} />
          </ul>
        </>
      )}
    </div>
  );
}

/** The credits of the runs, and those of the calls about tags. */
function sumOfCredits(runs: readonly RunSummary[], { reads, writes }: TagCredits = NONE): RunSummary['credits'] {
  const sum = { reads, writes, checks: 0 };
  for (const { credits } of runs) for (const use of ['reads', 'writes', 'checks'] as const) sum[use] += credits[use];
  return sum;
}

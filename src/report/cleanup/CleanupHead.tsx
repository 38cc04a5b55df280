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
import { cleanupTitle, onlyModule, tagsOf } from './cleanup-words.ts';

/** What a clean-up did, for which user, when, in which modules, and for how many credits. */
export function CleanupHead({ now }: { now: CleanupNow }): JSX.Element {
  const { cleanup, asking } = useReport();
  const side = cleanup.side.value;
  const { startedAt, undoneAt, endedAt, user, isUndo } = now.cleanup;
  const isPast = isUndo && side === 'removal';
  const start = side === 'undo' ? (undoneAt ?? startedAt) : startedAt;
  const end = isPast ? Math.max(startedAt, ...now.steps.map(({ run }) => run?.endedAt ?? 0)) : endedAt;
  const module = onlyModule(now);
  return (
    <>
      <header class="run-head">
        <div>
          <h1>{cleanupTitle(now, side)}</h1>
          <p class="muted">
            <RichText
              raw={template('rep_meta')}
              values={{
                user: <Name>{user.name}</Name>,
                times: span(start, end, Date.now()),
                source:
                  module === null
                    ? plural('rep_clean_modules', now.steps.length)
                    : text('rep_clean_module', { module: shownName(module.plural) }),
                credits: <Credits credits={sumOfCredits(cleanup.all.value.map(({ now: run }) => run))} />,
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
      <ul class="pills" aria-label={text(side === 'undo' ? 'rep_tags_back' : 'rep_tags_removed')}>
        {tagsOf(now).map((tag) => (
          <TagPill key={tag.id} tag={tag} />
        ))}
      </ul>
    </>
  );
}

function sumOfCredits(runs: readonly RunSummary[]): RunSummary['credits'] {
  const sum = { reads: 0, writes: 0, checks: 0 };
  for (const { credits } of runs) for (const use of ['reads', 'writes', 'checks'] as const) sum[use] += credits[use];
  return sum;
}

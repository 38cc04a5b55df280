import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { plural, template, text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { nouns } from '../../shared/nouns.ts';
import { isLive } from '../../shared/run-facts.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import type { Run } from '../../runs/model/types.ts';
import { listed } from '../../ui/formats.ts';
import { TagPill } from '../../ui/components/TagMark.tsx';
import { listUrl } from '../../ui/links.ts';
import { Name, RichText } from '../../ui/rich-text.tsx';
import { gist } from '../../ui/run-words.ts';
import { sourceWords } from '../../ui/source-words.ts';
import { useReport } from '../report-context.ts';
import { span } from '../run-times.ts';
import { title } from '../title.ts';
import { type MoreItem, MoreMenu } from './MoreMenu.tsx';

/**
 * The facts of a run: what was done, by whom, when, on which selection, at what cost. The menu has the rarely needed
 * actions.
 */
export function RunHead({ run, now }: { run: Run; now: RunSummary }): JSX.Element {
  return (
    <>
      <header class="run-head">
        <div>
          <h1>{title(now)}</h1>
          <p class="muted">
            <RichText
              raw={template('rep_meta')}
              values={{
                user: <Name>{run.user.name}</Name>,
                times: span(now.startedAt ?? now.createdAt, now.endedAt, Date.now()),
                source: sourceWords(run.source, run.module),
                credits: <Credits credits={now.credits} />,
              }}
            />
          </p>
        </div>
        <More run={run} now={now} />
      </header>
      <ul class="pills" aria-label={text(now.kind === 'undo' ? 'rep_tags_back' : 'rep_tags_removed')}>
        {now.chosen.map((tag) => (
          <TagPill key={tag.id} tag={tag} />
        ))}
      </ul>
    </>
  );
}

function More({ run, now }: { run: Run; now: RunSummary }): JSX.Element {
  const { asking } = useReport();
  const copied = useSignal('');
  const summary = gist(now, Date.now());
  const copy = async (words: string): Promise<void> => {
    const isDone = await navigator.clipboard.writeText(words).then(
      () => true,
      () => false,
    );
    copied.value = text(isDone ? 'copied' : 'copy_failed');
  };
  const items: MoreItem[] = [
    {
      label: text('rep_open_zoho', { nouns: nouns(run.module) }),
      icon: 'open',
      press: () => {
        globalThis.open(listUrl({ ...run.org, moduleSlug: run.module.moduleSlug }), '_blank', 'noopener');
      },
    },
  ];
  if (summary !== null)
    items.push({
      label: text('rep_gist'),
      icon: 'copy',
      press: () => inBackground(copy(summary), 'RunHead.copy'),
    });
  if (!isLive(now))
    items.push({
      label: text('rep_delete'),
      icon: 'bin',
      isAway: true,
      press: () => {
        asking.value = 'delete';
      },
    });
  return (
    <div class="row more-row">
      <output class="muted small">{copied}</output>
      <MoreMenu label={text('rep_more')} items={items} />
    </div>
  );
}

/** The cost of the run. The title splits it by purpose. */
export function Credits({ credits }: { credits: RunSummary['credits'] }): JSX.Element {
  const { reads, writes, checks } = credits;
  const parts = [
    reads === 0 ? '' : text('rep_credits_reads', { n: reads }),
    writes === 0 ? '' : text('rep_credits_writes', { n: writes }),
    checks === 0 ? '' : text('rep_credits_checks', { n: checks }),
  ].filter((part) => part !== '');
  const all = plural('n_credits', reads + writes + checks);
  if (parts.length < 2) return <>{all}</>;
  return (
    <span class="credits" title={listed(parts)}>
      <span aria-hidden="true">{all}</span>
      <span class="vh">{text('rep_credits', { credits: all, parts: listed(parts) })}</span>
    </span>
  );
}

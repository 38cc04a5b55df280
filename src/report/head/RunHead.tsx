import type { JSX } from 'preact';
import { plural, template, text } from '../../shared/i18n.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import type { Run } from '../../runs/model/types.ts';
import { list } from '../../ui/formats.ts';
import { TagPill } from '../../ui/components/TagMark.tsx';
import { Name, RichText } from '../../ui/rich-text.tsx';
import { sourceWords } from '../../ui/source-words.ts';
import { span } from '../run-times.ts';
import { title } from '../title.ts';

/** What was done, where, from what, when, for how much, by whom. */
export function RunHead({ run, now }: { run: Run; now: RunSummary }): JSX.Element {
  const { environment, dataCentre, name } = run.org;
  return (
    <header class="run-head">
      <div>
        <h1>{title(now)}</h1>
        <p class="muted">
          <RichText
            raw={template('rep_meta')}
            values={{
              org: <Name>{name}</Name>,
              env: (
                <span class="env" data-env={environment}>
                  {text(`env_${environment}`)}
                </span>
              ),
              dc: text(`dc_short_${dataCentre}`),
              source: sourceWords(run.source, run.module),
              times: span(now.startedAt ?? now.createdAt, now.endedAt, Date.now()),
              credits: creditWords(now),
            }}
          />{' '}
          <span class="by">
            <RichText raw={template('rep_meta_by')} values={{ user: <Name>{run.user.name}</Name> }} />
          </span>
        </p>
      </div>
      <ul class="pills" aria-label={text(now.kind === 'undo' ? 'rep_tags_back' : 'rep_tags_removed')}>
        {now.chosen.map((tag) => (
          <TagPill key={tag.id} tag={tag} />
        ))}
      </ul>
    </header>
  );
}

function creditWords({ credits: { reads, writes, checks } }: RunSummary): string {
  const all = plural('n_credits', reads + writes + checks);
  const parts = [
    reads === 0 ? '' : text('rep_credits_reads', { n: reads }),
    writes === 0 ? '' : text('rep_credits_writes', { n: writes }),
    checks === 0 ? '' : text('rep_credits_checks', { n: checks }),
  ].filter((part) => part !== '');
  return parts.length < 2 ? all : text('rep_credits', { credits: all, parts: list(parts) });
}

import type { JSX } from 'preact';
import { plural, sentenceGap, text } from '../../shared/i18n.ts';
import { type TagLine, tagLines } from '../../ui/cleanup-words.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { cleanupUrl } from '../../ui/links.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { namedUses } from '../lines/uses.ts';
import { useTags } from '../tags-context.ts';

/** The most lines of a band. The report has all. */
const MOST = 6;

/** What has become of the tags themselves: deleted, kept and why, or there again. A kept tag leads to its sheet. */
export function TagLines({ now }: { now: CleanupNow }): JSX.Element | null {
  const all = tagLines(now);
  // The headline of a retire says it where all its tags are deleted.
  const isSaid = now.cleanup.kind === 'retire' && !now.cleanup.isUndo && all.every(({ isProblem }) => !isProblem);
  const lines = isSaid ? [] : all;
  const [shown, rest] = [lines.slice(0, MOST), lines.length - MOST];
  if (lines.length === 0) return null;
  return (
    <ul class="groups">
      {shown.map((line) => (
        <Line key={line.key} line={line} />
      ))}
      {rest > 0 ? (
        <li class="warn">
          <Icon name="list" />
          <p>
            <a class="link" href={cleanupUrl(now.cleanup.id)} target="_blank" rel="noopener">
              {plural('cl_more_tags', rest)}
              <span class="vh">{text('new_tab')}</span>
            </a>
          </p>
        </li>
      ) : null}
    </ul>
  );
}

/** One sentence. The list of tags may know more: that automation uses the tag, or which tag has its name. */
function Line({ line: { words, isProblem, tag, isCarried, other } }: { line: TagLine }): JSX.Element {
  const { openTag, org, replace } = useTags();
  const rows = (tag === null ? undefined : org.rows.value.get(tag.module)) ?? [];
  const row = rows.find(({ id }) => id === tag?.tag.id);
  const taker = rows.find(({ id }) => id === other?.id) ?? rows.find(({ name }) => name === other?.name);
  const isUsed = row !== undefined && namedUses([row]).some(({ area }) => area.kind !== 'view');
  return (
    <li class={isProblem ? 'warn' : 'ok'}>
      <Icon name={isProblem ? 'warn' : 'check'} />
      <p>
        {words}
        {sentenceGap()}
        {isCarried === true && isUsed ? text('dl_kept_used') : ''}
      </p>
      {row === undefined ? null : (
        <span class="row">
          {taker === undefined ? (
            <button class="link" type="button" onClick={() => openTag(row.name)}>
              {text('cl_show_it')}
            </button>
          ) : (
            <button
              class="link"
              type="button"
              onClick={() => {
                replace.open([row, taker]);
                replace.keep(taker.name);
              }}
            >
              {text('ren_merge')}
            </button>
          )}
        </span>
      )}
    </li>
  );
}

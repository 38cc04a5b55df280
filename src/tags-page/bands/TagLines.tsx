import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { tagLines } from '../../ui/cleanup-words.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { cleanupUrl } from '../../ui/links.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { useTags } from '../tags-context.ts';

/** The most lines of a band. The report has all. */
const MOST = 6;

/** What has become of the tags themselves: deleted, kept and why, or there again. A kept tag leads to its sheet. */
export function TagLines({ now }: { now: CleanupNow }): JSX.Element | null {
  const { openTag, org } = useTags();
  const all = tagLines(now);
  // The headline of a retire says it where all its tags are deleted.
  const isSaid = now.cleanup.kind === 'retire' && !now.cleanup.isUndo && all.every(({ isProblem }) => !isProblem);
  const lines = isSaid ? [] : all;
  const [shown, rest] = [lines.slice(0, MOST), lines.length - MOST];
  if (lines.length === 0) return null;
  return (
    <ul class="groups">
      {shown.map(({ key, words, isProblem, tag }) => {
        const isListed = tag !== null && (org.rows.value.get(tag.module) ?? []).some(({ id }) => id === tag.tag.id);
        return (
          <li key={key} class={isProblem ? 'warn' : 'ok'}>
            <Icon name={isProblem ? 'warn' : 'check'} />
            <p>{words}</p>
            {tag !== null && isListed ? (
              <span class="row">
                <button class="link" type="button" onClick={() => openTag(tag.tag.name)}>
                  {text('cl_show_it')}
                </button>
              </span>
            ) : null}
          </li>
        );
      })}
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

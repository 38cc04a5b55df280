import type { JSX } from 'preact';
import { sentenceGap, text } from '../../shared/i18n.ts';
import { useTags } from '../tags-context.ts';
import { quoted } from '../../ui/cleanup-words.ts';
import { namesWords } from '../words/cleanup-words.ts';

/** The two steps that each record goes through. */
export function Steps(): JSX.Element {
  const { isChosen, isMerge, name, names } = useTags().replace;
  const stays = isChosen.value ? name.value : null;
  const isKnown = stays !== null || !isMerge.value;
  return (
    <section>
      <h3>{text('steps_h')}</h3>
      <ol class="step-list">
        <li>
          <p>
            <b>
              {stays !== null
                ? text('steps_on_tag', { tag: quoted(stays) })
                : text(isMerge.value ? 'steps_on' : 'steps_on_new')}
            </b>
          </p>
        </li>
        <li>
          <p>
            <b>
              {isKnown
                ? text(names.value.length === 1 ? 'steps_off_tag' : 'steps_off_tags', { tags: namesWords(names.value) })
                : text('steps_off')}
            </b>
            {sentenceGap()}
            <span class="muted">
              {stays === null ? text('steps_keep_any') : text('steps_keep', { tag: quoted(stays) })}
            </span>
          </p>
        </li>
      </ol>
    </section>
  );
}

import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { soughtIn, type TagLine } from '../lines/lines.ts';
import { useTags } from '../tags-context.ts';
import { CHIP_WORDS } from '../words/chip-words.ts';

/** Fewer characters than this are too short for a suggestion. */
const LEAST_SIGNS = 3;

/** Why the table is empty, and the way back to a filled one. */
export function NoLines(): JSX.Element {
  const { list, module, org } = useTags();
  const sought = list.search.value.trim();
  const chip = list.chip.value;
  const all = list.lines.value.length;
  if (all === 0) {
    const one = module.value;
    const read = org.modules.value.filter(({ readAt }) => readAt !== null).length;
    return (
      <div class="empty">
        <p class="strong">
          {one === null ? text('tags_none_h') : text('tags_none_module_h', { module: shownName(one.plural) })}
        </p>
        {one === null ? <p class="muted">{plural('tags_none_p', read)}</p> : null}
      </div>
    );
  }
  const isUnknown = chip !== null && sought === '' && list.counts.value[chip].unknown > 0;
  const words =
    sought === ''
      ? text(isUnknown || chip === null ? 'tags_empty_unknown' : CHIP_WORDS[chip].empty)
      : text(chip === null ? 'tags_nomatch' : CHIP_WORDS[chip].noMatch, { text: sought });
  return (
    <div class="empty">
      <p class="strong">{words}</p>
      <Near sought={sought} />
      <div class="row">
        {sought === '' ? null : (
          <button class="link" type="button" onClick={() => (list.search.value = '')}>
            {text('tags_find_clear')}
          </button>
        )}
        {chip === null ? null : (
          <button class="link" type="button" onClick={() => (list.chip.value = null)}>
            {text('show_all')}
          </button>
        )}
      </div>
    </div>
  );
}

/** The longest beginning of the text that is in a name. It reveals a typing error in the last letters. */
function Near({ sought }: { sought: string }): JSX.Element | null {
  const { list } = useTags();
  const found = nearest(sought, list.lines.value);
  if (found === null) return null;
  return <p class="muted">{plural('tags_nomatch_near', found.n, { part: found.part })}</p>;
}

function nearest(sought: string, lines: readonly TagLine[]): { part: string; n: number } | null {
  const letters = Array.from(sought);
  for (let length = letters.length; length >= LEAST_SIGNS; length -= 1) {
    const part = letters.slice(0, length).join('');
    const n = lines.filter((line) => line.sought.includes(soughtIn(part))).length;
    if (n > 0) return { part, n };
  }
  return null;
}

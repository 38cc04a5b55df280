/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events --
   The list belongs to its field, which keeps the focus and has the keys. A native list of options shows no colours. */
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { type MessageKey, number, sentences, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import type { TagModule } from '../../tags/model/types.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { TagDot } from '../../ui/components/TagMark.tsx';
import { list } from '../../ui/formats.ts';
import { Name } from '../../ui/rich-text.tsx';
import { useTags } from '../tags-context.ts';
import { quoted } from '../../ui/cleanup-words.ts';
import { RecordsByModule } from './RecordsByModule.tsx';
import { Swatches } from './Swatches.tsx';
import { LONGEST_TAG_NAME } from './tag-names.ts';

/**
 * A field that finds the other tags of these modules, look-alikes first. Its last line makes a tag of the typed name. Enter
 * takes the highlighted line, and starts nothing.
 */
export function TagField({ label }: { label: MessageKey }): JSX.Element {
  const { replace } = useTags();
  const { canMake, choice, offered, problem } = replace;
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const active = useSignal(0);
  const isOpen = useSignal(false);
  useEffect(() => field.current?.focus(), []);
  const isNew = choice.value?.kind === 'new';
  const names = offered.value;
  const lines = isNew ? 0 : names.length + (canMake.value ? 1 : 0);
  const isListed = isOpen.value && lines > 0;
  const at = Math.min(active.value, Math.max(0, lines - 1));
  const wrong = problem.value;
  const close = (): void => {
    isOpen.value = false;
    active.value = 0;
  };
  const take = (line: number): void => {
    const tag = names[line];
    if (tag === undefined) replace.make();
    else replace.take(tag.name);
    close();
  };
  const onKey = (event: KeyboardEvent): void => {
    const { key } = event;
    if (event.isComposing) return;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      if (!isListed) isOpen.value = true;
      else active.value = (at + (key === 'ArrowDown' ? 1 : -1) + lines) % lines;
    } else if (key === 'Enter' && isListed) take(at);
    else if (key === 'Escape' && isListed) {
      // The sheet stays open.
      event.stopPropagation();
      close();
    } else return;
    event.preventDefault();
  };
  return (
    <div class="tag-field">
      <label class="label" for={id}>
        {text(label)}
      </label>
      <div class={isNew ? 'field-line' : ''}>
        <input
          ref={field}
          class="field"
          id={id}
          dir="auto"
          autofocus
          role="combobox"
          aria-expanded={isListed}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isListed ? `${id}-${at}` : undefined}
          aria-describedby={`${id}-hint`}
          aria-invalid={wrong !== null || undefined}
          autocomplete="off"
          spellcheck={false}
          value={replace.text.value}
          onInput={(event) => {
            replace.type(event.currentTarget.value);
            active.value = 0;
            isOpen.value = true;
          }}
          onClick={() => (isOpen.value = true)}
          onBlur={close}
          onKeyDown={onKey}
        />
        {isNew ? (
          <span class="count n">
            {text('new_count', { n: number(replace.text.value.trim().length), limit: LONGEST_TAG_NAME })}
          </span>
        ) : null}
      </div>
      <div
        class="combo"
        id={`${id}-list`}
        role="listbox"
        aria-label={text('repl_list')}
        hidden={!isListed}
        // The field keeps the focus, also when the scroll bar is pressed.
        onMouseDown={(event) => event.preventDefault()}
      >
        {isListed
          ? [...names, null].slice(0, lines).map((tag, line) => (
              <div
                key={tag?.name ?? ''}
                id={`${id}-${line}`}
                role="option"
                aria-selected={line === at}
                class={line === at ? 'is-active' : ''}
                ref={(element) => {
                  if (line === at) element?.scrollIntoView({ block: 'nearest' });
                }}
                onClick={() => take(line)}
              >
                {tag === null ? (
                  <>
                    <Icon name="plus" />
                    <span class="grow">{text('repl_make', { tag: quoted(replace.text.value.trim()) })}</span>
                  </>
                ) : (
                  <>
                    <TagDot colour={tag.colour} />
                    <span class="grow">
                      <Name>{tag.name}</Name>{' '}
                      {tag.isAlike ? <span class="muted small">{text('repl_like')}</span> : null}
                    </span>
                    <span class="n muted">
                      <RecordsByModule tags={tag.tags} />
                    </span>
                  </>
                )}
              </div>
            ))
          : null}
      </div>
      <output class={wrong === null ? 'hint' : 'hint bad'} id={`${id}-hint`}>
        {hintWords(replace)}
      </output>
      {isNew ? <Likely onTake={() => field.current?.focus()} /> : null}
      {isNew ? <Swatches /> : null}
    </div>
  );
}

/** Leads to the tags that Zoho may take for the new one. */
function Likely({ onTake }: { onTake: () => void }): JSX.Element | null {
  const { replace } = useTags();
  const names = namesIn(replace);
  if (names.length === 0 || replace.problem.value !== null) return null;
  return (
    <div class="row">
      {names.map((name) => (
        <button
          key={name}
          class="link"
          type="button"
          onClick={() => {
            replace.take(name);
            onTake();
          }}
        >
          {text('new_use', { tag: quoted(name) })}
        </button>
      ))}
    </div>
  );
}

type Replace = ReturnType<typeof useTags>['replace'];

/** The names of tags that Zoho may take for the new one, each once. */
function namesIn({ likely }: Pick<Replace, 'likely'>): readonly string[] {
  return [...new Set(likely.value.map(({ tag }) => tag.name))];
}

/** What is wrong with the name, or where it is new. */
function hintWords({ choice, existing, included, likely, problem }: Replace): string {
  const wrong = problem.value;
  if (wrong !== null) return text(wrong, { limit: LONGEST_TAG_NAME });
  if (choice.value?.kind !== 'new') return '';
  const missing = included.value.filter(({ stays }) => stays?.id === null).map(({ module }) => module);
  if (missing.length === 0) return existing.value === null ? '' : text('new_exists');
  const taken = likely.value.map(({ module }) => module);
  const free = missing.filter((module) => !taken.includes(module));
  const modulesWith = (name: string) => likely.value.filter(({ tag }) => tag.name === name);
  return sentences([
    ...namesIn({ likely }).map((name) =>
      text('new_may', { tag: quoted(name), modules: namesOf(modulesWith(name).map(({ module }) => module)) }),
    ),
    ...(free.length === 0 ? [] : [text('new_new', { modules: namesOf(free) })]),
  ]);
}

function namesOf(modules: readonly TagModule[]): string {
  return list(modules.map(({ plural }) => shownName(plural)));
}

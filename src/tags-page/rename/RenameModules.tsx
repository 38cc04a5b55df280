import type { JSX } from 'preact';
import { sentences, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import type { TagModule, TagRow } from '../../tags/model/types.ts';
import { Name } from '../../ui/rich-text.tsx';
import { Unknown } from '../list/TagRowView.tsx';
import { useTags } from '../tags-context.ts';
import { tagsWords } from '../../ui/cleanup-words.ts';
import { recordsOf } from '../words/cleanup-words.ts';
import type { RenameStep } from './naming.ts';

/** The modules that have the tag, each with what the new name meets there. */
export function RenameModules(): JSX.Element {
  const { rename } = useTags();
  const steps = rename.steps.value;
  const isNamed = rename.fault.value === null;
  return (
    <ul class="where-list">
      {steps.map((step) => (
        <Module key={step.module.apiName} step={step} isNamed={isNamed} isSingle={steps.length === 1} />
      ))}
    </ul>
  );
}

interface Props {
  readonly step: RenameStep;
  /** Whether there is a name to try. */
  readonly isNamed: boolean;
  readonly isSingle: boolean;
}

function Module({ step, isNamed, isSingle }: Props): JSX.Element {
  const { module, tag, isSkipped, bearer, likely } = step;
  const other = bearer ?? likely;
  return (
    <li class={isSkipped ? 'out' : ''}>
      <span>
        <b class="strong">
          <Name>{module.plural}</Name>
        </b>
        {isSkipped ? <span class="vh">{text('left_out')}</span> : null}
        <br />
        <span class="muted">{isNamed ? standing(step) : null}</span>
        {isNamed ? null : <Records tag={tag} module={module} />}
      </span>
      <span class="row">
        {isNamed && other !== null ? <Merge tag={tag} other={other} /> : null}
        {isSingle || (isNamed && bearer !== null) ? null : <Skip module={module} isSkipped={isSkipped} />}
      </span>
    </li>
  );
}

/** What the new name meets in a module. */
function standing({ module, tag, bearer, likely }: RenameStep): string {
  if (bearer !== null) {
    const values = {
      new: tagsWords([bearer.name]),
      old: tagsWords([tag.name]),
      a: wordsOf(bearer, module),
      b: wordsOf(tag, module),
    };
    return sentences([
      text('ren_exists'),
      bearer.records === null || tag.records === null ? '' : text('ren_exists_p', values),
    ]);
  }
  if (likely !== null) return text('ren_may', { tag: tagsWords([likely.name]) });
  return tag.records === null ? text('ren_free_p') : text('ren_free_on', { records: wordsOf(tag, module) });
}

function wordsOf({ records }: TagRow, module: TagModule): string {
  return recordsOf(records?.n ?? 0, [module]);
}

function Records({ tag, module }: { tag: TagRow; module: TagModule }): JSX.Element {
  return <span class="muted">{tag.records === null ? <Unknown /> : wordsOf(tag, module)}</span>;
}

function Skip({ module, isSkipped }: { module: TagModule; isSkipped: boolean }): JSX.Element {
  const { rename } = useTags();
  const name = shownName(module.plural);
  return (
    <button
      class="link"
      type="button"
      aria-label={text(isSkipped ? 'take_in_of' : 'leave_out_of', { module: name })}
      onClick={() => (isSkipped ? rename.include(module.apiName) : rename.skip(module.apiName))}
    >
      {text(isSkipped ? 'take_in' : 'leave_out')}
    </button>
  );
}

/** Two tags of one module cannot share a name, but one can take the place of the other. */
function Merge({ tag, other }: { tag: TagRow; other: TagRow }): JSX.Element {
  const { replace } = useTags();
  return (
    <button
      class="btn"
      type="button"
      onClick={() => {
        replace.open([tag, other]);
        replace.keep(other.name);
      }}
    >
      {text('ren_merge')}
    </button>
  );
}

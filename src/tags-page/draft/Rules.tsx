import type { JSX } from 'preact';
import { plural, sentenceGap, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import type { TagRow } from '../../tags/model/types.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { type NamedUse, namedUses } from '../lines/uses.ts';
import { Places } from '../sheet/Uses.tsx';
import { useTags } from '../tags-context.ts';
import { namesWords } from '../words/cleanup-words.ts';

const ADDING = {
  workflow: 'adds_workflow',
  blueprint: 'adds_blueprint',
  orchestration: 'adds_orchestration',
  other: 'adds_other',
} as const;
type Adding = keyof typeof ADDING;
const KINDS = Object.keys(ADDING) as Adding[];

/** The rules of one kind that add these tags, each once. */
export function addingUses(tags: readonly TagRow[], kind: Adding): readonly NamedUse[] {
  return once(namedUses(tags).filter(({ area }) => area.kind === kind && area.action === 'add'));
}

/** A rule that does several things with a tag is one rule. */
function once(uses: readonly NamedUse[]): readonly NamedUse[] {
  return [...new Map(uses.map((use) => [use.place.id ?? `${use.tag.id} ${use.place.name}`, use])).values()];
}

/** The numbers of rules, blueprints and the like that can add them back; empty where Zoho names none. */
export function addedBackWords(tags: readonly TagRow[]): readonly string[] {
  const counts = {
    workflow: 'n_rules',
    blueprint: 'n_blueprints',
    orchestration: 'n_orchestrations',
    other: 'n_uses',
  } as const;
  return KINDS.flatMap((kind) => {
    const n = addingUses(tags, kind).length;
    return n === 0 ? [] : [plural(counts[kind], n)];
  });
}

function them(tags: readonly TagRow[]): string {
  const names = [...new Set(tags.map(({ name }) => name))];
  return names.length === 1 ? text('tag_quoted', { name: shownName(names[0] ?? '') }) : text('tag_them');
}

interface AddedBackProps {
  readonly tags: readonly TagRow[];
  /** What to do about so many of them. */
  readonly todo: (rules: number) => string;
}

/** The tags that these rules add. */
function namedIn(uses: readonly NamedUse[]): string {
  return namesWords([...new Set(uses.map(({ tag }) => tag.name))]);
}

/** The rules that can add the tags back. */
export function AddedBack({ tags, todo }: AddedBackProps): JSX.Element {
  const job = useTags().progress.value;
  const isAsking = job !== null && job.state !== 'ended' && job.counts.done < job.counts.all;
  const groups = KINDS.map((kind) => ({ kind, uses: addingUses(tags, kind) })).filter(({ uses }) => uses.length > 0);
  const hasHidden = tags.some((tag) => tag.uses?.areas?.some((area) => area.hasHidden) === true);
  const isUntold = tags.some(({ uses }) => uses === null || (!uses.isWhole && uses.isUsed !== false));
  return (
    <>
      {groups.map(({ kind, uses }) => (
        <details key={kind} class="adds" open>
          <summary>
            <Icon name="warn" />
            <span>
              <strong>{plural(ADDING[kind], uses.length, { tag: namedIn(uses) })}</strong>
              {sentenceGap()}
              {todo(uses.length)}
            </span>
            <Icon name="down" />
          </summary>
          <Places uses={uses} />
          {hasHidden ? <p>{text('one_hidden')}</p> : null}
        </details>
      ))}
      {isUntold && groups.length === 0 ? (
        <Note icon="info">
          <p>{text(isAsking ? 'rem_uses_asking' : 'rem_uses_unknown', { tags: them(tags) })}</p>
        </Note>
      ) : null}
    </>
  );
}

/** Views that will no longer find the records. */
export function Views({ tags }: { tags: readonly TagRow[] }): JSX.Element | null {
  const uses = once(namedUses(tags).filter(({ area }) => area.kind === 'view'));
  if (uses.length === 0) return null;
  return (
    <details class="adds plain">
      <summary>
        <Icon name="list" />
        <span>{plural('adds_views_of', uses.length, { tag: them(tags) })}</span>
        <Icon name="down" />
      </summary>
      <Places uses={uses} />
    </details>
  );
}

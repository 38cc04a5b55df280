import type { JSX } from 'preact';
import { LONGEST_TITLE, shownName } from '../../shared/names.ts';
import { Name } from '../rich-text.tsx';
import type { Tag } from '../../shared/run-summary.ts';

/** Sets custom properties through the CSSOM, which a strict style policy allows. */
export function tint(colour: string | null): { readonly '--tag': string } | undefined {
  return colour === null ? undefined : { '--tag': colour };
}

/** The colour of a tag: a dot, hollow where Zoho has none. */
export function TagDot({ colour }: { colour: string | null }): JSX.Element {
  return <span class="dot" style={tint(colour)} />;
}

/** A tag as a pill, with its whole name in the title. */
export function TagPill({ tag }: { tag: Tag }): JSX.Element {
  return (
    <li class="pill" style={tint(tag.colour)} title={shownName(tag.name, LONGEST_TITLE)}>
      <TagDot colour={tag.colour} />
      <Name>{tag.name}</Name>
    </li>
  );
}

interface ChangedProps {
  readonly tag: Tag;
  /** `gone`: removed, and struck out. `back`: put back. */
  readonly change: 'gone' | 'back';
  /** Text for screen readers before the name. */
  readonly words: string;
}

/** A tag that a run removed or put back, as a pill. */
export function ChangedPill({ tag, change, words }: ChangedProps): JSX.Element {
  const name = <Name>{tag.name}</Name>;
  return (
    <li class={`pill ${change}`} style={tint(tag.colour)} title={shownName(tag.name, LONGEST_TITLE)}>
      <TagDot colour={tag.colour} />
      <span class="vh">{words}</span>
      {change === 'gone' ? <del>{name}</del> : <ins>{name}</ins>}
    </li>
  );
}

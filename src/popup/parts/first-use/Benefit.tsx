import type { JSX } from 'preact';
import { TagDot, tint } from '../../../ui/components/TagMark.tsx';

interface SampleTag {
  readonly name: string;
  readonly colour: string | null;
  readonly isGone: boolean;
}

const PRIME: SampleTag = { name: 'Prime', colour: '#57B1FD', isGone: true };
const COLD: SampleTag = { name: 'Cold lead', colour: '#658BA8', isGone: true };

/** Three rows of a list: the width of each record's name in pixels, and its tags. */
const ROWS: readonly (readonly [namePx: number, tags: readonly SampleTag[]])[] = [
  [84, [PRIME, { name: 'VIP', colour: '#E7A826', isGone: false }]],
  [64, [PRIME, COLD]],
  [84, [COLD, { name: 'web', colour: null, isGone: false }]],
];

/**
 * A drawing of what Untag does: a few rows with two tags struck out. The text beside it says the same to screen
 * readers.
 */
export function Benefit(): JSX.Element {
  return (
    <div class="benefit" aria-hidden="true">
      {ROWS.map(([namePx, tags], place) => (
        <div key={place}>
          <i />
          <i style={{ inlineSize: `${namePx}px` }} />
          {tags.map(({ name, colour, isGone }) => (
            <bdi key={name} class={`pill ${isGone ? 'gone' : ''}`} style={tint(colour)} translate={false}>
              <TagDot colour={colour} />
              {isGone ? <del>{name}</del> : name}
            </bdi>
          ))}
        </div>
      ))}
    </div>
  );
}

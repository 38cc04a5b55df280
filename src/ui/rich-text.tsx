import type { ComponentChildren, JSX } from 'preact';
import { number, pieces } from '../shared/i18n.ts';
import { longTitle, visibleName } from '../shared/names.ts';

export type RichValues = Readonly<Record<string, ComponentChildren>>;

/**
 * A message with nodes in place of its `{name}` placeholders. A name from the CRM keeps its own direction, and bold
 * numbers stay inside the sentence. `raw` comes from `template` or `pluralTemplate`.
 */
export function RichText({ raw, values }: { raw: string; values: RichValues }): JSX.Element {
  return (
    <>
      {pieces(raw).map((piece) => {
        if ('text' in piece) return piece.text;
        const value = values[piece.name];
        return typeof value === 'number' ? number(value) : value;
      })}
    </>
  );
}

/**
 * A name from the CRM: never translated, on two lines at most, and isolated from the direction of the surrounding text.
 * Invisible characters are made visible, and a cut name is whole in its title. Plain text uses `shownName` of
 * `shared/names.ts`.
 */
export function Name({ children }: { children: string }): JSX.Element {
  return (
    <bdi class="name" translate={false} title={longTitle(children)}>
      {visibleName(children)}
    </bdi>
  );
}

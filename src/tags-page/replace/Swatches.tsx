import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import { text } from '../../shared/i18n.ts';
import { TagDot } from '../../ui/components/TagMark.tsx';
import { useTags } from '../tags-context.ts';
import { TAG_COLOURS } from './tag-names.ts';

/** The colours of a new tag. */
export function Swatches(): JSX.Element {
  const { colour, paint } = useTags().replace;
  const group = useId();
  return (
    <fieldset class="swatches">
      <legend class="label">{text('new_colour')}</legend>
      {TAG_COLOURS.map(({ key, colour: value }) => (
        <label key={key} title={text(key)}>
          <input
            type="radio"
            name={group}
            aria-label={text(key)}
            checked={colour.value === value}
            onChange={() => paint(value)}
          />
          <TagDot colour={value} />
        </label>
      ))}
    </fieldset>
  );
}

import type { JSX } from 'preact';
import type { SignInWay } from '../../shared/connection.ts';
import { text } from '../../shared/i18n.ts';
import { useOptions } from '../options-context.ts';

/** The ways to connect, the simplest first; the last one is for who knows why. */
export function Ways(): JSX.Element {
  const { guide } = useOptions();
  const isSelf = guide.way.value === 'self';
  return (
    <fieldset class="ways">
      <legend class="label">{text('opt_way')}</legend>
      <Way way="client" label={text('opt_way_client')} about={text('opt_way_client_p')} />
      <Way way="server" label={text('opt_way_server')} about={text('opt_way_server_p')} />
      <details open={isSelf}>
        <summary class="link">{text('opt_way_others')}</summary>
        <Way way="self" label={text('opt_way_self')} about={text('opt_way_self_p')} />
      </details>
    </fieldset>
  );
}

function Way({ way, label, about }: { way: SignInWay; label: string; about: string }): JSX.Element {
  const { guide } = useOptions();
  const isChosen = guide.way.value === way;
  return (
    <label for={`way-${way}`}>
      <input
        type="radio"
        id={`way-${way}`}
        name="way"
        value={way}
        checked={isChosen}
        aria-labelledby={`way-${way}-n`}
        aria-describedby={`way-${way}-d`}
        onChange={() => guide.choose(way)}
      />
      <span class="name" id={`way-${way}-n`}>
        {label}
      </span>
      <span class="about" id={`way-${way}-d`}>
        {about}
      </span>
    </label>
  );
}

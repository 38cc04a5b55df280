import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { SignInWay } from '../../shared/connection.ts';
import { number, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { useConnect } from '../connect-context.ts';

interface Thing {
  readonly key: 'org' | 'session' | 'accept';
  readonly words: string;
  readonly why?: string;
}

/**
 * Instructions for Zoho's window, shown before it opens. Zoho asks for the duration only with a client-based
 * application.
 */
export function ConsentSteps({ way }: { way: SignInWay }): JSX.Element {
  const id = useId();
  const org: Thing = { key: 'org', words: useOrgWords() };
  const session: Thing = { key: 'session', words: text('consent_session'), why: text('consent_session_p') };
  const accept: Thing = { key: 'accept', words: text('consent_accept') };
  const things = way === 'client' ? [org, session, accept] : [org, accept];
  return (
    <section class="asks" aria-labelledby={id}>
      <div>
        <h2 id={id}>{text('consent_h')}</h2>
        <ol>
          {things.map(({ key, words, why }, place) => (
            <li key={key}>
              <span class="num" aria-hidden="true">
                {number(place + 1)}
              </span>
              <div>
                <b>{words}</b>
                {why === undefined ? null : <p class="muted">{why}</p>}
              </div>
            </li>
          ))}
        </ol>
      </div>
      <Drawing marks={things.map(({ key }) => key)} />
    </section>
  );
}

function useOrgWords(): string {
  const { connect } = useConnect();
  const { renewed, wanted } = connect;
  const connection = renewed.value;
  const place = wanted.value;
  if (connection !== null) return text('consent_org_named', { org: shownName(connection.org.name) });
  if (place === undefined) return text('consent_org_any');
  return text(place.isSandbox ? 'consent_sandbox_page' : 'consent_org_page');
}

/** A drawing of Zoho's window. The list beside it has the same content in words. */
function Drawing({ marks }: { marks: readonly Thing['key'][] }): JSX.Element {
  const mark = (key: Thing['key']): JSX.Element => <b class="mk">{number(marks.indexOf(key) + 1)}</b>;
  return (
    <div class="draw" aria-hidden="true">
      <span class="draw-bar">
        <i />
        <i />
        <i />
      </span>
      <span class="l w60" />
      <span class="l w80 thin" />
      <span class="opt on">
        {mark('org')}
        <i class="rd" />
        <span class="l w50" />
      </span>
      <span class="opt">
        <i class="rd" />
        <span class="l w40" />
      </span>
      <span class="l w90 thin" />
      <span class="l w70 thin" />
      {marks.includes('session') ? (
        <span class="opt flat">
          {mark('session')}
          <i class="bx" />
          <span class="l w60" />
        </span>
      ) : null}
      <span class="acts">
        <span class="bt on">
          {mark('accept')}
          <span class="l" />
        </span>
        <span class="bt">
          <span class="l" />
        </span>
      </span>
    </div>
  );
}

import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { list } from '../../ui/formats.ts';
import { Note } from '../../ui/components/Note.tsx';
import { useOptions } from '../options-context.ts';
import { ConnectRow } from './ConnectRow.tsx';
import { ConsoleStep } from './ConsoleStep.tsx';
import { DataCentreField } from './DataCentreField.tsx';
import { PasteStep } from './PasteStep.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { ValuesStep } from './ValuesStep.tsx';
import { Ways } from './Ways.tsx';
import { inBackground } from '../../shared/notes.ts';

const MANAGED = {
  clientId: 'opt_managed_id',
  dataCentre: 'opt_managed_dc',
  confirmAbove: 'opt_managed_confirm',
  historyDays: 'opt_managed_days',
} as const;

/** Connecting an org: the guide, or one button where the client id is there already. */
export function GuideSection(): JSX.Element {
  const { guide } = useOptions();
  const isGiven = guide.given.value !== null;
  const isShort = isGiven && guide.way.value === 'client';
  return (
    <section id="connect" aria-labelledby="h-connect">
      <h2 id="h-connect">{text('opt_new_h')}</h2>
      {isGiven ? null : <p class="muted">{text('opt_new_p')}</p>}
      <GivenNote />
      <Ways />
      {isShort ? (
        <ShortForm />
      ) : (
        <ol class="steps">
          <ConsoleStep />
          <ValuesStep />
          <PasteStep />
        </ol>
      )}
    </section>
  );
}

function ShortForm(): JSX.Element {
  const { guide } = useOptions();
  return (
    <form
      class="paste"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        inBackground(guide.connect(), 'GuideSection.connect');
      }}
    >
      <p>{text('opt_choose_dc')}</p>
      <DataCentreField />
      <ProblemNote places={['values', 'clientId', 'clientSecret', 'code', 'connect']} />
      <ConnectRow />
    </form>
  );
}

/** Who brought the client id along, where it was not the user. */
function GivenNote(): JSX.Element | null {
  const { guide, preferences } = useOptions();
  const given = guide.given.value;
  const refused = [...guide.setting.value.refused, ...preferences.policy.value.refused];
  const managed = preferences.managed.value.filter((key) => !refused.includes(key));
  return (
    <>
      {managed.length > 0 ? (
        <Note tone="info" icon="lock">
          <p>
            <strong>{text('opt_managed_h', { list: list(managed.map((key) => text(MANAGED[key]))) })}</strong>{' '}
            {text(given?.source === 'policy' ? 'opt_managed_p' : 'opt_managed_only_p')}
          </p>
        </Note>
      ) : null}
      {given?.source === 'build' ? (
        <Note tone="info" icon="info">
          <p>
            <strong>{text('opt_build_h')}</strong> {text('opt_build_p')}
          </p>
        </Note>
      ) : null}
      {[...new Set(refused)].map((key) => (
        <Note key={key} tone="warn" icon="warn">
          <p>
            <strong>{text('opt_result_say', { what: text('own_policy', { key }) })}</strong> {text('own_policy_p')}{' '}
            {text('own_policy_do')}
          </p>
        </Note>
      ))}
    </>
  );
}

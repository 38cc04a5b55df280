import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { useOptions } from '../options-context.ts';
import { ConnectRow } from './ConnectRow.tsx';
import { GuideField } from './GuideField.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { Step } from './Step.tsx';
import { inBackground } from '../../shared/notes.ts';

const HEADINGS = { client: 'opt_step3_h', server: 'opt_step3_server_h', self: 'opt_step3_self_h' } as const;
const SHAPE = `1000.${'X'.repeat(30)}`;

/** Step 3: what Zoho gave, tried at once. */
export function PasteStep(): JSX.Element {
  const { guide } = useOptions();
  const way = guide.way.value;
  return (
    <Step n={3} heading={text(HEADINGS[way])}>
      <form
        class="paste"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          inBackground(guide.connect(), 'PasteStep.connect');
        }}
      >
        <GuideField name="clientId" label={text('opt_id')} hint={text('opt_id_hint')} placeholder={SHAPE} />
        {way === 'client' ? null : (
          <GuideField name="clientSecret" label={text('opt_secret')} hint={text('opt_secret_hint')} isSecret />
        )}
        {way === 'self' ? <GuideField name="code" label={text('opt_code')} /> : null}
        <ProblemNote places={['clientId', 'clientSecret', 'code', 'connect']} />
        <ConnectRow />
      </form>
    </Step>
  );
}

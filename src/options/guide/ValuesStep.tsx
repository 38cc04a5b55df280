import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { SCOPES } from '../../shared/scopes.ts';
import { useOptions } from '../options-context.ts';
import { ProblemNote } from './ProblemNote.tsx';
import { Step } from './Step.tsx';
import { CopyButton } from '../../ui/components/CopyButton.tsx';

const HEADINGS = { client: 'opt_step2_h', server: 'opt_step2_server_h', self: 'opt_step2_self_h' } as const;

/** Step 2: what Zoho's form asks for. Zoho compares the addresses to the letter. */
export function ValuesStep(): JSX.Element {
  const { guide, redirectUri } = useOptions();
  const way = guide.way.value;
  const { origin } = new URL(redirectUri);
  return (
    <Step n={2} heading={text(HEADINGS[way])}>
      {way === 'self' ? (
        <CopyValue label={text('opt_scope')} value={SCOPES.join(',')} />
      ) : (
        <>
          <CopyValue label={text('opt_homepage')} value={origin} />
          <CopyValue label={text('opt_redirect')} value={redirectUri} />
        </>
      )}
      {way === 'client' ? <CopyValue label={text('opt_domain')} value={origin} /> : null}
      <p class="hint">{text(way === 'self' ? 'opt_self_hint' : 'opt_name_hint')}</p>
      <ProblemNote places={['values']} />
    </Step>
  );
}

/** A value for Zoho's form, to be copied to the letter. */
function CopyValue({ label, value }: { label: string; value: string }): JSX.Element {
  return (
    <div class="copy">
      <span class="label">{label}</span>
      <div class="copy-box">
        <code>{value}</code>
        <CopyButton label={text('copy')} name={text('opt_copy_of', { what: label })} content={() => value} isQuiet />
      </div>
    </div>
  );
}

import type { JSX } from 'preact';
import { crmHost } from '../../shared/data-centres.ts';
import { plural, text } from '../../shared/i18n.ts';
import type { IconName } from '../../ui/components/Icon.tsx';
import { errorText } from '../../ui/error-text.ts';
import { SUPPORT } from '../../ui/support.ts';
import { adminMessage, type AdminAsk } from '../../ui/admin-message.ts';
import { useConnect } from '../connect-context.ts';
import type { Problem } from '../models/connect-view.ts';
import { valuesFor } from '../../ui/client-values.ts';
import { AdminNote } from '../parts/AdminMessage.tsx';
import { CopyBox } from '../parts/CopyBox.tsx';
import { CureButton } from '../parts/CureButton.tsx';
import { Headline } from '../parts/Headline.tsx';
import { ProblemBox } from '../parts/ProblemBox.tsx';
import { SeenInWindow } from '../parts/SeenInWindow.tsx';
import { planFor, type Tone } from './problem-cures.ts';
import { ProblemWords } from './ProblemWords.tsx';

const ICONS: Readonly<Record<Tone, IconName>> = { bad: 'bad', warn: 'warn', info: 'info' };

/** Nothing was connected. Shows the reason, and the cure as a button. */
export function ProblemScreen({ problem }: { problem: Problem }): JSX.Element {
  const { connect, redirectUri } = useConnect();
  const { region, seenCause, result } = connect;
  const cause = seenCause.value;
  const dataCentre = problem.dataCentre ?? region.value?.dataCentre ?? null;
  const days = plural('n_days', result.historyDays.value);
  const { error, source } = problem;
  const isCompared = error.code === 'consent-closed' && cause === 'addresses';
  const { tone, cures } = isCompared
    ? {
        tone: 'info' as const,
        cures: [source === 'user' ? 'console' : { admin: 'address' as const }, 'try-again'] as const,
      }
    : planFor(problem);
  const said = errorText(error, { dataCentre, now: problem.at });
  const ask = cures.reduce<AdminAsk | null>(
    (found, cure) => found ?? (typeof cure === 'object' ? cure.admin : null),
    null,
  );
  const clientId = problem.attempt?.clientId ?? connect.setting.value.client?.clientId ?? '';
  const message = ask === null ? null : adminMessage(ask, { dataCentre: dataCentre ?? 'us', redirectUri, clientId });
  return (
    <main class="connect">
      <header>
        <Headline>{text('conn_h')}</Headline>
        {dataCentre === null ? null : (
          <p class="muted">
            {text('conn_place', { host: crmHost(dataCentre, 'production'), dc: text(`dc_${dataCentre}`) })}
          </p>
        )}
      </header>
      <ProblemBox
        tone={tone}
        icon={ICONS[tone]}
        level="h2"
        heading={isCompared ? text('conn_addresses_h') : headingOf(problem, said.headline, dataCentre)}
        words={<ProblemWords problem={problem} dataCentre={dataCentre} said={said} isCompared={isCompared} />}
        actions={
          <>
            {cures.map((cure, place) => (
              <CureButton
                key={typeof cure === 'object' ? cure.admin : cure}
                cure={cure}
                problem={problem}
                dataCentre={dataCentre}
                message={message ?? ''}
                isMain={place === 0}
              />
            ))}
            {SUPPORT !== null && cures.includes('copy-details') ? (
              <a class="link" href={SUPPORT.href} target="_blank" rel="noopener">
                {text('err_report_link')}
                <span class="vh">{text('new_tab')}</span>
              </a>
            ) : null}
          </>
        }
      >
        <Addresses code={isCompared ? 'both' : error.code} />
        {error.code === 'consent-refused' ? <p class="muted">{text('conn_denied_why', { days })}</p> : null}
        {error.code === 'consent-closed' && !isCompared ? <SeenInWindow dataCentre={dataCentre} /> : null}
      </ProblemBox>
      {message === null ? null : <AdminNote message={message} isClientAsked={false} />}
      {source === 'user' ? (
        <p class="muted">
          <button class="link" type="button" onClick={() => connect.useOwn(problem.attempt?.way ?? 'client')}>
            {text('conn_own_again')}
          </button>
        </p>
      ) : null}
    </main>
  );
}

function headingOf({ error, source }: Problem, usual: string, dataCentre: Problem['dataCentre']): string {
  if (error.code === 'client-unknown' && source !== 'user' && dataCentre !== null)
    return text('conn_client_h', { dc: text(`dc_${dataCentre}`) });
  return error.code === 'sign-in-throttled' ? text('conn_throttled_h') : usual;
}

/** The addresses that the client must have, for comparison. */
function Addresses({ code }: { code: string }): JSX.Element | null {
  const { redirectUri } = useConnect();
  const { redirect, domain } = valuesFor(redirectUri);
  const hasRedirect = code === 'redirect-refused' || code === 'both';
  const hasDomain = code === 'domain-refused' || code === 'both';
  if (!hasRedirect && !hasDomain) return null;
  return (
    <div class="stack">
      {hasRedirect ? (
        <div>
          {code === 'both' ? <p class="label">{text('conn_z_redirect')}</p> : null}
          <CopyBox value={redirect} what={text('conn_z_redirect')} isSlashMarked />
        </div>
      ) : null}
      {hasDomain ? (
        <div>
          {code === 'both' ? <p class="label">{text('conn_z_domain')}</p> : null}
          <CopyBox value={domain} what={text('conn_z_domain')} isSlashMarked={false} />
        </div>
      ) : null}
    </div>
  );
}

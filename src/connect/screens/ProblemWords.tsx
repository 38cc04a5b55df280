import type { JSX } from 'preact';
import { accountsOrigin, type DataCentre } from '../../shared/data-centres.ts';
import type { ErrorCode } from '../../shared/errors.ts';
import { sentenceGap, sentences, template, text } from '../../shared/i18n.ts';
import { timeOfDay } from '../../ui/formats.ts';
import type { ErrorText } from '../../ui/error-text.ts';
import { RichText } from '../../ui/rich-text.tsx';
import type { Problem } from '../models/connect-view.ts';
import { TabLink } from '../parts/ConsoleLink.tsx';

interface Props {
  readonly problem: Problem;
  readonly dataCentre: DataCentre | null;
  readonly said: ErrorText;
  readonly isCompared: boolean;
}

/** When Zoho accepts sign-ins again, in milliseconds since the epoch. */
export function dueAt({ error, at }: Problem): number {
  return at + (error.details.retryAfterMs ?? 0);
}

/** Zoho's answer cannot be trusted, and the error's own texts say so. */
const TO_BE_SAFE: ReadonlySet<ErrorCode> = new Set(['state-mismatch', 'foreign-host', 'places-differ']);

/** The meaning of a problem, and what to do. */
export function ProblemWords({ problem, dataCentre, said, isCompared }: Props): JSX.Element {
  const { error, source } = problem;
  // Other pages mention the records here. Connecting changes no record.
  const nothing = TO_BE_SAFE.has(error.code) ? said.records : text('err_not_connected');
  const dc = dataCentre === null ? '' : text(`dc_${dataCentre}`);
  if (isCompared) return <Said words={[text('err_not_connected'), text('conn_addresses_p')]} />;
  if (error.code === 'client-unknown') {
    const whose = text(source === 'policy' ? 'conn_client_company' : 'conn_client_build', { dc });
    return <Said words={[nothing, whose]} />;
  }
  if (error.code === 'sign-in-throttled')
    return (
      <p>
        {nothing}
        {sentenceGap()}
        <RichText raw={template('conn_throttled_p')} values={{ time: <b>{timeOfDay(dueAt(problem))}</b> }} />
      </p>
    );
  if (error.code === 'consent-unloadable') {
    const url = dataCentre === null ? null : accountsOrigin(dataCentre);
    const host = url === null ? 'Zoho' : <TabLink url={url} label={new URL(url).host} look="" />;
    return (
      <p>
        {nothing}
        {sentenceGap()}
        <RichText raw={template('auth_unloadable_do')} values={{ host }} />
      </p>
    );
  }
  return <Said words={[nothing, said.todo]} />;
}

function Said({ words }: { words: readonly string[] }): JSX.Element {
  return <p>{sentences(words)}</p>;
}

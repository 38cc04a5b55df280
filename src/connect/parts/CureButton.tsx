import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { accountsOrigin, consoleUrl, type DataCentre } from '../../shared/data-centres.ts';
import { text } from '../../shared/i18n.ts';
import { inBackground, withNotes } from '../../shared/notes.ts';
import { CopyButton } from '../../ui/components/CopyButton.tsx';
import { errorDetails } from '../../ui/error-details.ts';
import { timeOfDay } from '../../ui/formats.ts';
import { useConnect } from '../connect-context.ts';
import type { Problem } from '../models/connect-view.ts';
import type { Cure } from '../screens/problem-cures.ts';
import { dueAt } from '../screens/ProblemWords.tsx';
import { AdminButton } from './AdminMessage.tsx';
import { BesideButton, TabLink } from './ConsoleLink.tsx';

interface Props {
  readonly cure: Cure;
  readonly problem: Problem;
  readonly dataCentre: DataCentre | null;
  readonly message: string;
  readonly isMain: boolean;
}

/** The button of a cure. */
export function CureButton({ cure, problem, dataCentre, message, isMain }: Props): JSX.Element | null {
  const { connect, version } = useConnect();
  const look = `btn ${isMain ? 'primary' : ''}`;
  const press = (label: string, act: () => Promise<void>): JSX.Element => (
    <button class={look} type="button" onClick={() => inBackground(act(), 'CureButton.press')}>
      {label}
    </button>
  );
  if (typeof cure === 'object') return <AdminButton message={message} kind={isMain ? 'primary' : ''} />;
  switch (cure) {
    case 'try-again':
      return press(text('try_again'), () => connect.tryAgain(problem.attempt));
    case 'try-at':
      return <TryAt problem={problem} />;
    case 'console':
      return dataCentre === null ? null : (
        <BesideButton url={consoleUrl(dataCentre)} label={text('conn_open_client')} isPrimary={isMain} />
      );
    case 'show-window':
      return press(text('connecting_show'), () => connect.show());
    case 'cancel-window':
      return press(text('conn_cancel_it'), () => connect.cancel());
    case 'other-user':
      return dataCentre === null ? null : (
        <TabLink url={accountsOrigin(dataCentre)} label={text('conn_nocrm_btn')} look={look} />
      );
    case 'own-client':
      return (
        <button class={look} type="button" onClick={() => connect.useOwn('client')}>
          {text('conn_own')}
        </button>
      );
    case 'copy-details':
      return <CopyButton label={text('err_details')} content={() => withNotes(errorDetails(problem.error, version))} />;
  }
}

/** Shows when it can be pressed, and then becomes active. */
function TryAt({ problem }: { problem: Problem }): JSX.Element {
  const { connect } = useConnect();
  const due = dueAt(problem);
  const isDue = useSignal(due <= Date.now());
  useEffect(() => {
    const timer = setTimeout(() => (isDue.value = true), Math.max(0, due - Date.now()));
    return () => clearTimeout(timer);
  }, [due, isDue]);
  const canPress = isDue.value;
  return (
    <button
      class={`btn ${canPress ? 'primary' : ''}`}
      type="button"
      aria-disabled={!canPress || undefined}
      onClick={() => {
        if (canPress) inBackground(connect.tryAgain(problem.attempt), 'CureButton.tryAgain');
      }}
    >
      {canPress ? text('try_again') : text('conn_try_at', { time: timeOfDay(due) })}
    </button>
  );
}

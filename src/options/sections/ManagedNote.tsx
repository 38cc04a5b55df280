import type { JSX } from 'preact';
import { sentenceGap, text } from '../../shared/i18n.ts';
import { Note } from '../../ui/components/Note.tsx';
import { list } from '../../ui/formats.ts';
import { useOptions } from '../options-context.ts';

const MANAGED = {
  clientId: 'opt_managed_id',
  dataCentre: 'opt_managed_dc',
  confirmAbove: 'opt_managed_confirm',
  historyDays: 'opt_managed_days',
} as const;

/** The company's settings, and those of them that are invalid. */
export function ManagedNote(): JSX.Element {
  const { connections, preferences } = useOptions();
  const { client, refused: refusedIds } = connections.setting.value;
  const refused = [...refusedIds, ...preferences.policy.value.refused];
  const managed = preferences.managed.value.filter((key) => !refused.includes(key));
  return (
    <>
      {managed.length > 0 ? (
        <Note tone="info" icon="lock">
          <p>
            <strong>{text('opt_managed_h', { list: list(managed.map((key) => text(MANAGED[key]))) })}</strong>
            {sentenceGap()}
            {text(client?.source === 'policy' ? 'opt_managed_p' : 'opt_managed_only_p')}
          </p>
        </Note>
      ) : null}
      {[...new Set(refused)].map((key) => (
        <Note key={key} tone="warn" icon="warn">
          <p>
            <strong>{text('opt_result_say', { what: text('own_policy', { key }) })}</strong>
            {sentenceGap()}
            {text('own_policy_p')}
            {sentenceGap()}
            {text('own_policy_do')}
          </p>
        </Note>
      ))}
    </>
  );
}

import type { JSX } from 'preact';
import { sentenceGap, text } from '../../shared/i18n.ts';
import { Note } from '../../ui/components/Note.tsx';
import { useConnect } from '../connect-context.ts';

/** Invalid client values in the company's policy, which are ignored. */
export function PolicyNotes(): JSX.Element | null {
  const { connect } = useConnect();
  const { refused } = connect.setting.value;
  if (refused.length === 0) return null;
  return (
    <>
      {refused.map((key) => (
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

import type { JSX } from 'preact';
import type { Connection } from '../../shared/connection.ts';
import { plural, sentenceGap, sentences, text } from '../../shared/i18n.ts';
import { inBackground } from '../../shared/notes.ts';
import { SCOPES } from '../../shared/scopes.ts';
import { Note } from '../../ui/components/Note.tsx';
import { list } from '../../ui/formats.ts';
import { useConnect } from '../connect-context.ts';
import { SCOPE_WORDS } from './missing-words.ts';

/** The refused rights, and the features that need them. Renders nothing if all were granted. */
export function MissingRights({ connection }: { connection: Connection }): JSX.Element | null {
  const { connect } = useConnect();
  const missing = SCOPES.filter((scope) => connection.missingScopes.includes(scope));
  if (missing.length === 0) return null;
  const scopes = list(missing.map((scope) => text(SCOPE_WORDS[scope][0])));
  return (
    <Note tone="warn" icon="warn">
      <div>
        <p>
          <strong>{plural('conn_part_h', missing.length, { scopes })}</strong>
          {sentenceGap()}
          {sentences([...missing.map((scope) => text(SCOPE_WORDS[scope][1])), text('conn_part_else')])}
        </p>
        <div class="row">
          <button
            class="link"
            type="button"
            onClick={() => inBackground(connect.connectMore(connection), 'MissingRights.connectMore')}
          >
            {text('conn_part_btn')}
          </button>
        </div>
      </div>
    </Note>
  );
}

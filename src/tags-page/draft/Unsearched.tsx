import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { holdsScope, SEARCH_SCOPE } from '../../shared/scopes.ts';
import type { TagModule } from '../../tags/model/types.ts';
import { Note } from '../../ui/components/Note.tsx';
import { useTags } from '../tags-context.ts';
import { AllowSearching } from './AllowSearching.tsx';

interface Props {
  /** Modules whose tags would be deleted without a removal that reads all their records. */
  readonly modules: readonly TagModule[];
  readonly toRights: () => void;
}

/** Zoho's count may leave out converted leads. Only the search finds them, which needs a right of its own. */
export function Unsearched({ modules, toRights }: Props): JSX.Element | null {
  const { connection } = useTags();
  const leads = modules.find(({ apiName }) => apiName === 'Leads');
  const now = connection.value;
  if (leads === undefined || now === null || holdsScope(now, SEARCH_SCOPE)) return null;
  return (
    <Note tone="warn" icon="warn">
      <p>{text('del_converted', { module: shownName(leads.plural) })}</p>
      <AllowSearching toRights={toRights} />
    </Note>
  );
}

import type { JSX } from 'preact';
import { plural, sentenceGap, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import type { TagRow } from '../../tags/model/types.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { listed } from '../../ui/formats.ts';
import { namedUses } from '../lines/uses.ts';
import { Places } from '../sheet/Uses.tsx';
import { useTags } from '../tags-context.ts';
import { CountRefused, Recount } from './Recount.tsx';

/** Names in a sentence. */
const NAMED = 6;

/** Chosen tags that are not deleted, each group with its reason and the way on. */
export function Staying(): JSX.Element {
  const { deletion, retire } = useTags();
  const { carried, held, uncounted } = deletion.fates.value;
  return (
    <>
      {held.length === 0 ? null : <Held tags={held} />}
      {carried.length === 0 ? null : (
        <Note icon="info">
          <p>{plural('del_carried', carried.length, { tags: namesOf(carried) })}</p>
          <div class="row">
            <button
              class="link"
              type="button"
              onClick={() => {
                deletion.close();
                retire.open(carried);
              }}
            >
              {text('act_remove')}
            </button>
          </div>
        </Note>
      )}
      {uncounted.length === 0 ? null : (
        <Note icon="info">
          <p>{plural('del_uncounted', uncounted.length, { tags: namesOf(uncounted) })}</p>
          {deletion.steps.value.length === 0 ? (
            // The main button counts them.
            <CountRefused tags={uncounted} />
          ) : (
            <Recount tags={uncounted} label="del_count" />
          )}
        </Note>
      )}
    </>
  );
}

/** Zoho keeps tags that rules, blueprints or orchestrations use. */
function Held({ tags }: { tags: readonly TagRow[] }): JSX.Element {
  const uses = namedUses(tags).filter(({ area }) => area.kind !== 'view');
  return (
    <details class="adds plain">
      <summary>
        <Icon name="lock" />
        <span>
          <strong>{plural('del_held', tags.length)}</strong>
          {sentenceGap()}
          {namesOf(tags)}
        </span>
        <Icon name="down" />
      </summary>
      <Places uses={uses} label={text('del_rules')} />
    </details>
  );
}

/** Names of tags in quotation marks, each once; of many, the rest is counted. */
function namesOf(tags: readonly TagRow[]): string {
  const names = [...new Set(tags.map(({ name }) => name))];
  const shown = names.slice(0, names.length > NAMED + 1 ? NAMED : NAMED + 1);
  const quoted = shown.map((name) => text('tag_quoted', { name: shownName(name) }));
  const rest = names.length - shown.length;
  return listed(rest === 0 ? quoted : [...quoted, text('n_more_tags', { n: rest })]);
}

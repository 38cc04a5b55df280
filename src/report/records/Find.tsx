import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { useSearchField } from '../../ui/use-search-field.ts';
import { useReport } from '../report-context.ts';

/** Milliseconds without typing before the search starts. */
const REST_MS = 150;

/** The search over names, ids and tags. `/` focuses it from any place on the page. */
export function Find(): JSX.Element {
  const { rows } = useReport();
  const { typed, field } = useSearchField(rows.search, REST_MS);
  return (
    <div class="find">
      <Icon name="search" />
      <input
        ref={field}
        class="field"
        type="search"
        aria-label={text('rep_find')}
        placeholder={text('rep_find')}
        value={typed.value}
        onInput={(event) => (typed.value = event.currentTarget.value)}
      />
    </div>
  );
}

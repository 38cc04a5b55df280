import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { number, plural } from '../../../shared/i18n.ts';
import { Icon } from '../../../ui/components/Icon.tsx';
import { usePopup } from '../../popup-context.ts';
import { inBackground } from '../../../shared/notes.ts';

/** Ids of selected records that Zoho does not find, read from the journal when the list is opened. */
export function GoneRows({ runId, count }: { runId: string; count: number }): JSX.Element {
  const { notFound } = usePopup();
  const ids = useSignal<readonly string[]>([]);
  const more = count - ids.value.length;
  return (
    <details
      class="gone pad"
      onToggle={(event) => {
        if (event.currentTarget.open)
          inBackground(
            notFound(runId).then((found) => (ids.value = found)),
            'GoneRows.notFound',
          );
      }}
    >
      <summary class="small muted">
        <span>{plural('gone_rows', count)}</span>
        <Icon name="down" />
      </summary>
      <ul class="small muted">
        {ids.value.map((id) => (
          <li key={id}>{id}</li>
        ))}
        {more > 0 && ids.value.length > 0 ? <li>… {number(more)}</li> : null}
      </ul>
    </details>
  );
}

import type { JSX } from 'preact';
import { text } from '../../../shared/i18n.ts';
import type { RunSummary } from '../../../shared/run-summary.ts';
import { Note } from '../../../ui/components/Note.tsx';
import { usePopup } from '../../popup-context.ts';

/** Zoho's page shows the old tags until it is read anew. Only where the page in front is of the run's module. */
export function ReloadNote({ run }: { run: RunSummary }): JSX.Element | null {
  const { page, attempt } = usePopup();
  const context = page.answer.value?.context;
  const isHere = context?.moduleSlug === run.module.moduleSlug;
  if (!isHere || run.changed === 0) return null;
  const isRecord = context?.view === 'record';
  return (
    <Note icon="retry">
      <p>{text(isRecord ? 'reload_record_p' : 'reload_list_p')}</p>
      <div class="row">
        <button class="link" type="button" onClick={() => void attempt(() => page.reload())}>
          {text(isRecord ? 'reload_page' : 'reload_list')}
        </button>
      </div>
    </Note>
  );
}

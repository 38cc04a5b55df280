import type { JSX } from 'preact';
import { text } from '../shared/i18n.ts';
import { ConfirmDialog } from '../ui/components/ConfirmDialog.tsx';
import { useReport } from './report-context.ts';
import { inBackground } from '../shared/notes.ts';

/** Asks before one run, or all, are deleted. */
export function DeleteDialogs(): JSX.Element | null {
  const report = useReport();
  const { asking } = report;
  const what = asking.value;
  const isCleanup = report.place.value.kind === 'cleanup';
  const close = (): void => {
    asking.value = null;
  };
  if (what === 'delete')
    return (
      <ConfirmDialog
        heading={text(isCleanup ? 'rep_delete_clean_h' : 'rep_delete_h')}
        confirm={text('rep_delete_btn')}
        onConfirm={() => inBackground(report.delete(), 'DeleteDialogs.delete')}
        onClose={close}
      >
        <p>{text(isCleanup ? 'rep_delete_clean_p' : 'rep_delete_p')}</p>
      </ConfirmDialog>
    );
  return what === 'delete-all' ? (
    <ConfirmDialog
      heading={text('rep_delete_all_h')}
      confirm={text('rep_delete_all_btn')}
      onConfirm={() => inBackground(report.deleteAll(), 'DeleteDialogs.deleteAll')}
      onClose={close}
    >
      <p>{text('rep_delete_all_p')}</p>
    </ConfirmDialog>
  ) : null;
}

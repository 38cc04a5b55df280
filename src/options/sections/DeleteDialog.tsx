import type { JSX } from 'preact';
import { plural, sentences, text } from '../../shared/i18n.ts';
import { ConfirmDialog } from '../../ui/components/ConfirmDialog.tsx';
import { useOptions } from '../options-context.ts';
import { inBackground } from '../../shared/notes.ts';

/** Asks before everything is deleted, and names what that ends. */
export function DeleteDialog(): JSX.Element | null {
  const { data } = useOptions();
  const state = data.state.value;
  const inventory = data.inventory.value;
  if (state !== 'asking' && state !== 'deleting') return null;
  const runs = inventory?.runs ?? 0;
  const connections = inventory?.connections ?? 0;
  return (
    <ConfirmDialog
      heading={text('opt_del_h')}
      confirm={text(state === 'deleting' ? 'opt_deleting' : 'opt_del_btn')}
      isBusy={state === 'deleting'}
      onConfirm={() => inBackground(data.deleteAll(), 'DeleteDialog.deleteAll')}
      onClose={() => {
        if (state === 'asking') data.state.value = 'idle';
      }}
    >
      <p>
        {sentences([
          runs > 0 && plural('opt_del_runs', runs),
          connections > 0 && plural('opt_del_conns', connections),
          text('opt_del_p'),
        ])}
      </p>
    </ConfirmDialog>
  );
}

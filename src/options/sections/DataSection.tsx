import type { JSX } from 'preact';
import { plural, text, language } from '../../shared/i18n.ts';
import { list } from '../../ui/formats.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import type { Inventory } from '../models/StoredDataModel.ts';
import { useOptions } from '../options-context.ts';
import { DeleteDialog } from './DeleteDialog.tsx';
import { LeftNote } from './LeftNote.tsx';
import { ErrorNote } from './ErrorNote.tsx';
import { inBackground } from '../../shared/notes.ts';

/** All stored data, to save or to delete. */
export function DataSection(): JSX.Element {
  const { data } = useOptions();
  const state = data.state.value;
  const inventory = data.inventory.value;
  const left = data.left.value;
  const save = (): void => {
    const today = new Date().toISOString().slice(0, 10);
    if (state !== 'saving') inBackground(data.save(text('opt_save_name', { date: today })), 'DataSection.save');
  };
  return (
    <section id="data" aria-labelledby="h-data">
      <h2 id="h-data">{text('opt_data_h')}</h2>
      <div class="set">
        <div>
          <p class="label">{text('opt_data')}</p>
          <output class="hint">
            {state === 'deleted' && left.length === 0
              ? text('opt_deleted')
              : inventory === null
                ? text('opt_data_reading')
                : words(inventory)}
          </output>
          <p class="hint">{text('opt_save_note')}</p>
        </div>
        <div class="row">
          <button class="btn" type="button" aria-disabled={state === 'saving'} onClick={save}>
            <Icon name="save" />
            {text(state === 'saving' ? 'opt_saving' : 'opt_save')}
          </button>
          <button class="btn bad" type="button" onClick={() => (data.state.value = 'asking')}>
            {text('opt_del')}
          </button>
        </div>
      </div>
      <ErrorNote error={data.error.value} />
      <LeftNote left={left} heading={text('opt_left_deleted_h')} />
      <DeleteDialog />
    </section>
  );
}

function words({ runs, records, connections, basket, bytes: size }: Inventory): string {
  const parts = [
    runs === 0 ? text('opt_data_none') : plural('opt_data_runs', runs, { records: plural('n_records', records) }),
    connections === 0 ? text('opt_data_no_conns') : plural('opt_data_conns', connections),
    ...(basket > 0 ? [text('opt_data_basket', { n: basket })] : []),
  ];
  return size === null
    ? text('sentence', { text: list(parts) })
    : text('opt_data_v', { parts: list(parts), size: byteSize(size) });
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in a fitting unit: `2.1 MB`. */
function byteSize(bytes: number): string {
  const power = bytes < 1_000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(language(), {
    style: 'unit',
    unit: UNITS[power] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(bytes / 1_000 ** power);
}

import type { JSX } from 'preact';
import { plural, text } from '../../../shared/i18n.ts';
import { Icon } from '../../../ui/components/Icon.tsx';
import { Name } from '../../../ui/rich-text.tsx';
import type { PastedFile } from '../../models/PasteModel.ts';
import type { PastedTable } from '../../paste/read-pasted.ts';

interface Props {
  readonly file: PastedFile;
  readonly table: PastedTable | null;
  readonly onAway: () => void;
}

/** The file that is read in place of the text field. */
export function FileLine({ file, table, onAway }: Props): JSX.Element {
  return (
    <div class="file">
      <Icon name="file" />
      <span>
        <b>
          <Name>{file.name}</Name>
        </b>
        {table !== null && (
          <span class="hint">
            {text('file_size', { rows: plural('n_rows', table.rows), columns: plural('n_columns', table.width) })}
          </span>
        )}
      </span>
      <button class="icon-btn" type="button" aria-label={text('file_away')} title={text('file_away')} onClick={onAway}>
        <Icon name="x" />
      </button>
    </div>
  );
}

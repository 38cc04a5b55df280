import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { Note } from '../../ui/components/Note.tsx';
import { Drawer } from './Drawer.tsx';

interface Props {
  readonly heading: string;
  /** The names of the tags. */
  readonly names: readonly string[];
  readonly close: () => void;
}

/** A sheet whose tags have all gone from the list since it was opened. There is nothing left to do but to leave it. */
export function Gone({ heading, names, close }: Props): JSX.Element {
  return (
    <Drawer heading={<span>{heading}</span>} step="gone" close={close}>
      <div class="drawer-body">
        <Note tone="warn" icon="warn" live="alert">
          {names.map((name) => (
            <p key={name}>{text('rec_tag_deleted_named', { tag: shownName(name) })}</p>
          ))}
        </Note>
      </div>
      <footer class="drawer-foot">
        <div class="row fill">
          <button class="btn" type="button" onClick={close}>
            {text('cancel')}
          </button>
        </div>
      </footer>
    </Drawer>
  );
}

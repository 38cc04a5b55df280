import type { JSX } from 'preact';
import { plural, sentenceGap, text } from '../../../shared/i18n.ts';
import { Note } from '../../../ui/components/Note.tsx';
import type { Selection } from '../../models/SelectionModel.ts';
import type { SelectionWarning, WayOn } from '../../models/selection-warnings.ts';
import { usePopup } from '../../popup-context.ts';
import { inBackground } from '../../../shared/notes.ts';

interface Props {
  readonly warning: Exclude<SelectionWarning, { readonly kind: 'this-page-only' }>;
  readonly chosen: Selection;
}

/** Warns of ticks that differ from Zoho's count or cannot be read, and offers other ways. */
export function WarningNote({ warning, chosen }: Props): JSX.Element {
  switch (warning.kind) {
    case 'unreadable':
      return <Line words={plural('unread_related', warning.rows)} />;
    case 'refused':
      return <Line words={plural('refused_rows', warning.rows)} />;
    case 'disagreeing':
      return <Line words={plural('disagreeing_rows', warning.rows)} />;
    case 'more':
    case 'fewer':
      return (
        <Line
          strong={text(warning.kind === 'more' ? 'more_h' : 'fewer_h', { n: warning.zoho, m: warning.here })}
          words={warning.kind === 'more' ? text('more_p') : ''}
          ways={warning.ways}
          chosen={chosen}
        />
      );
    case 'whole-view': {
      const { zoho: n, here: m } = warning;
      const strong = n === null ? text('wholeview_h', { m }) : text('wholeview_n_h', { n, m });
      return <Line strong={strong} words="" ways={warning.ways} chosen={chosen} />;
    }
  }
}

interface LineProps {
  readonly strong?: string;
  readonly words: string;
  readonly ways?: readonly WayOn[];
  readonly chosen?: Selection;
}

function Line({ strong = '', words, ways = [], chosen }: LineProps): JSX.Element {
  return (
    <div class="pad">
      <Note tone="warn" icon="warn">
        <p>
          {strong === '' ? null : (
            <strong>
              {strong}
              {sentenceGap()}
            </strong>
          )}
          {words}
        </p>
        {chosen === undefined || ways.length === 0 ? null : <Ways ways={ways} chosen={chosen} />}
      </Note>
    </div>
  );
}

/**
 * Offers at most two ways: the basket keeps the ticked rows, and the view has all records. Pasting is the last resort.
 */
function Ways({ ways, chosen }: { ways: readonly WayOn[]; chosen: Selection }): JSX.Element {
  const { choose, isPasting, keepPage } = usePopup();
  const { connection, module } = chosen;
  const ids = chosen.ids ?? [];
  const shown = ways.length > 2 ? ways.filter((way) => way !== 'paste') : ways;
  const press: Record<WayOn, () => void> = {
    view: () => choose({ from: 'view' }),
    basket: () => inBackground(keepPage(connection.id, module, ids), 'WarningNote.keepPage'),
    paste: () => {
      isPasting.value = true;
    },
  };
  const label: Record<WayOn, string> = {
    view: text('way_view'),
    basket: plural('basket_keep', ids.length),
    paste: text('way_paste'),
  };
  return (
    <div class="row apart">
      {shown.map((way) => (
        <button class="link" type="button" key={way} onClick={press[way]}>
          {label[way]}
        </button>
      ))}
    </div>
  );
}

import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { records } from '../../shared/nouns.ts';
import type { PageAnswer, TickedGroup } from '../../shared/page.ts';
import { tickedGroups } from '../../shared/ticked-groups.ts';
import { Note } from '../../ui/components/Note.tsx';
import type { Selection } from '../../ui/models/SelectionModel.ts';
import { type SelectionWarning, selectionWarnings, type WayOn } from '../../ui/selection-warnings.ts';
import { OtherGroups } from '../later-screens.ts';
import { usePopup } from '../popup-context.ts';

/** What Untag could not see of the ticks, never passed over, each with a way on; and what became of the basket. */
export function Warnings({ chosen }: { chosen: Selection }): JSX.Element | null {
  const { page, preview } = usePopup();
  const answer = page.answer.value;
  const isOfPage = chosen.source.kind === 'ticked';
  const warnings = answer === null ? [] : selectionWarnings(answer).filter((one) => isAbout(one, chosen));
  const others = answer !== null && isOfPage ? otherGroups(answer, chosen) : [];
  const missing = preview.shown.value?.preview.missing ?? 0;
  const total = preview.shown.value?.preview.total ?? 0;
  return (
    <>
      {warnings.map((warning) => (
        <Warning key={warning.kind} warning={warning} chosen={chosen} />
      ))}
      {others.length > 0 ? <OtherGroups connectionId={chosen.connection.id} groups={others} /> : null}
      <BasketNote chosen={chosen} />
      {missing > 0 && missing < total ? <p class="pad small muted">{plural('gone_rows', missing)}</p> : null}
    </>
  );
}

/** What is said of a page's ticks is of no interest to a basket; on a record's page only its own lists hold any. */
function isAbout({ kind }: SelectionWarning, { source }: Selection): boolean {
  return source.kind === 'ticked' || (source.kind === 'record' && kind === 'unreadable');
}

/** Ticked rows of other modules beside those of the one that the run is about. */
function otherGroups({ ticked }: PageAnswer, { module }: Selection): readonly TickedGroup[] {
  const groups = tickedGroups(ticked);
  const others = groups.filter(({ tab }) => tab !== module.tab && tab !== module.apiName);
  return others.length < groups.length ? others : [];
}

function Warning({ warning, chosen }: { warning: SelectionWarning; chosen: Selection }): JSX.Element | null {
  switch (warning.kind) {
    case 'this-page-only':
      return <p class="pad small muted">{text('page_only')}</p>;
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
          words={text(warning.kind === 'more' ? 'more_p' : 'fewer_p')}
          ways={warning.ways}
          chosen={chosen}
        />
      );
    case 'whole-view': {
      const { zoho: n, here: m } = warning;
      const strong = n === null ? text('wholeview_h', { m }) : text('wholeview_n_h', { n, m });
      return <Line strong={strong} words={text('fewer_p')} ways={warning.ways} chosen={chosen} />;
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
          {strong === '' ? null : <strong>{strong} </strong>}
          {words}
        </p>
        {chosen === undefined || ways.length === 0 ? null : <Ways ways={ways} chosen={chosen} />}
      </Note>
    </div>
  );
}

/** At most two ways on: the basket keeps what is ticked here, the view has all of it; pasting is the last resort. */
function Ways({ ways, chosen }: { ways: readonly WayOn[]; chosen: Selection }): JSX.Element {
  const { choose, isPasting, keepPage } = usePopup();
  const { connection, module } = chosen;
  const ids = chosen.ids ?? [];
  const shown = ways.length > 2 ? ways.filter((way) => way !== 'paste') : ways;
  const press: Record<WayOn, () => void> = {
    view: () => choose({ from: 'view' }),
    basket: () => void keepPage(connection.id, module, ids),
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
    <div class="row">
      {shown.map((way) => (
        <button class="link" type="button" key={way} onClick={press[way]}>
          {label[way]}
        </button>
      ))}
    </div>
  );
}

function BasketNote({ chosen }: { chosen: Selection }): JSX.Element | null {
  const { basket, emptyBasket } = usePopup();
  const held = basket.basket.value;
  const refused = basket.refused.value;
  if (held === null || chosen.source.kind === 'basket') return null;
  if (refused !== null)
    return (
      <div class="pad">
        <Note tone="warn" icon="basket" live="alert">
          <p>
            {refused === 'other-org'
              ? text('basket_other_org')
              : text('basket_other_module', { module: held.module.plural })}
          </p>
          <div class="row">
            <button class="link" type="button" onClick={() => void emptyBasket()}>
              {text('basket_empty_btn')}
            </button>
          </div>
        </Note>
      </div>
    );
  return basket.hasKept.value ? (
    <div class="pad">
      <Note tone="ok" icon="basket" live="status">
        <p>{text('basket_kept', { records: records(held.ids.length, held.module) })}</p>
      </Note>
    </div>
  ) : null;
}

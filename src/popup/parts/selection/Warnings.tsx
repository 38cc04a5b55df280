import type { JSX } from 'preact';
import { text } from '../../../shared/i18n.ts';
import { type PageAnswer, type TickedGroup, tickedGroups } from '../../../shared/page.ts';
import type { Selection } from '../../models/SelectionModel.ts';
import { type SelectionWarning, selectionWarnings } from '../../models/selection-warnings.ts';
import { later } from '../../later.tsx';
import { usePopup } from '../../popup-context.ts';

/** Rarely needed, so they are loaded with the other screens. */
const BasketNote = later(() => import('../../screens/OtherScreen.tsx'), 'BasketNote');
const FewerFound = later(() => import('../../screens/OtherScreen.tsx'), 'FewerFound');
const GoneRows = later(() => import('../../screens/OtherScreen.tsx'), 'GoneRows');
const OtherGroups = later(() => import('../../screens/OtherScreen.tsx'), 'OtherGroups');
const WarningNote = later(() => import('../../screens/OtherScreen.tsx'), 'WarningNote');

/** The ticks that Untag could not read, each with another way; and the last change of the basket. */
export function Warnings({ chosen }: { chosen: Selection }): JSX.Element | null {
  const { page, preview, basket } = usePopup();
  const answer = page.answer.value;
  const isOfPage = chosen.source.kind === 'ticked';
  const warnings = answer === null ? [] : selectionWarnings(answer).filter((one) => isAbout(one, chosen));
  const others = answer !== null && isOfPage ? otherGroups(answer, chosen) : [];
  const hasNote = basket.refused.value !== null || basket.change.value !== null;
  const shown = preview.shown.value;
  const { missing = 0, total = 0 } = shown?.preview ?? {};
  return (
    <>
      {warnings.map((warning) =>
        warning.kind === 'this-page-only' ? (
          <p class="pad small muted" key={warning.kind}>
            {text('page_only')}
          </p>
        ) : (
          <WarningNote key={warning.kind} warning={warning} chosen={chosen} />
        ),
      )}
      {others.length > 0 ? <OtherGroups connectionId={chosen.connection.id} groups={others} /> : null}
      {hasNote ? <BasketNote /> : null}
      {shown !== null && chosen.source.kind === 'tag' ? <FewerFound source={chosen.source} /> : null}
      {shown !== null && missing > 0 && missing < total ? (
        <GoneRows key={shown.runId} runId={shown.runId} count={missing} />
      ) : null}
    </>
  );
}

/** Warnings about a page's ticks do not concern a basket. On a record's page, only its related lists can hold ticks. */
function isAbout({ kind }: SelectionWarning, { source }: Selection): boolean {
  return source.kind === 'ticked' || (source.kind === 'record' && kind === 'unreadable');
}

/** Ticked rows of other modules besides the run's. */
function otherGroups({ ticked }: PageAnswer, { module }: Selection): readonly TickedGroup[] {
  const groups = tickedGroups(ticked);
  const others = groups.filter(({ moduleSlug }) => moduleSlug !== module.moduleSlug && moduleSlug !== module.apiName);
  return others.length < groups.length ? others : [];
}

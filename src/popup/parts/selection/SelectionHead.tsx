import type { ComponentChildren, JSX } from 'preact';
import { plural, pluralTemplate, sentenceGap, template, text } from '../../../shared/i18n.ts';
import { nouns, records } from '../../../shared/nouns.ts';
import { Name, RichText } from '../../../ui/rich-text.tsx';
import type { Selection } from '../../models/SelectionModel.ts';
import { usePopup } from '../../popup-context.ts';
import { SourceMenu } from './SourceMenu.tsx';

/** The selection, and its source. */
export function SelectionHead(): JSX.Element {
  const { selection } = usePopup();
  const chosen = selection.selection.value;
  return (
    <div class="what">
      <h1>
        <Headline chosen={chosen} />
      </h1>
      <div class="from">
        <From chosen={chosen} />
      </div>
    </div>
  );
}

/** The number of ids is known at once; a whole view is counted while it is read. */
export function useTotal(): number {
  const { selection, preview } = usePopup();
  const shown = preview.shown.value?.preview.total;
  const summary = preview.summary.value;
  const pointed = selection.pointed.value;
  const chosen = selection.selection.value;
  if (chosen !== null && chosen.ids !== null && chosen.undoId === null) return chosen.ids.length;
  return shown ?? (chosen === null && pointed.kind !== 'none' ? pointed.ids.length : (summary?.total ?? 0));
}

function Headline({ chosen }: { chosen: Selection | null }): JSX.Element {
  const { preview } = usePopup();
  const total = useTotal();
  const shown = preview.shown.value;
  const what = records(total, chosen?.module ?? null);
  const name = shown?.name ?? '';
  if (name !== '' && chosen?.source.kind === 'record') return <Name>{name}</Name>;
  if (name !== '' && chosen?.source.kind === 'clicked')
    return <RichText raw={template('sel_click_h')} values={{ records: what, name: <Name>{name}</Name> }} />;
  if (chosen !== null && chosen.ids === null && shown === null)
    return <>{text('run_reading_h', { nouns: nouns(chosen.module) })}</>;
  return <>{plural('sel_h', total, { records: what })}</>;
}

function From({ chosen }: { chosen: Selection | null }): ComponentChildren {
  const { choose, preview } = usePopup();
  if (chosen === null) return null;
  const { source, leftAlone, module } = chosen;
  const { length } = preview.choices.value;
  const noun = <Name>{module.singular}</Name>;
  if (source.kind === 'record')
    return (
      <p>
        {length === 0 ? noun : <RichText raw={pluralTemplate('sel_record_p', length)} values={{ n: length, noun }} />}
      </p>
    );
  if (source.kind === 'clicked')
    return (
      <>
        {text('sel_click_p')}
        {sentenceGap()}
        {leftAlone === 0 ? null : (
          <button class="link" type="button" onClick={() => choose({ from: 'ticked', moduleSlug: null })}>
            {plural('sel_use_ticked', leftAlone)}
          </button>
        )}
      </>
    );
  return (
    <>
      <SourceMenu chosen={chosen} />
      <Place chosen={chosen} />
    </>
  );
}

function Place({ chosen: { source, ids } }: { chosen: Selection }): JSX.Element | null {
  const { preview } = usePopup();
  if (source.kind === 'basket') return <span>{plural('n_pages', source.pages ?? 0)}</span>;
  if (source.kind === 'ticked' && source.viewName !== null)
    return (
      <span>
        <Name>{source.viewName}</Name>
      </span>
    );
  const cost = preview.summary.value?.credits.reads ?? 0;
  return ids === null && cost > 0 ? (
    <span>{text('view_read_cost', { credits: plural('n_credits', cost) })}</span>
  ) : null;
}

import type { JSX } from 'preact';
import { sentences, text } from '../../../shared/i18n.ts';
import type { RunSummary } from '../../../shared/run-summary.ts';
import type { FailureGroup } from '../../../runs/queries/failures.ts';
import { CopyButton } from '../../../ui/components/CopyButton.tsx';
import { Icon } from '../../../ui/components/Icon.tsx';
import { reportUrl } from '../../../ui/links.ts';
import { reasonText, stillThereText } from '../../../ui/reason-text.ts';
import { endedWords, gist } from '../../../ui/run-words.ts';
import { usePopup } from '../../popup-context.ts';
import { inBackground } from '../../../shared/notes.ts';

interface Props {
  readonly run: RunSummary;
  readonly groups: readonly FailureGroup[];
  /** False where the sentence above already offers the copy. */
  readonly hasCopy: boolean;
}

/** Ways to export a run: its summary, its records as a table, the whole report. */
export function Tools({ run, groups, hasCopy }: Props): JSX.Element {
  const { saveCsv } = usePopup();
  return (
    <div class="tools">
      <button class="btn quiet" type="button" onClick={() => inBackground(saveCsv(run.id), 'Tools.saveCsv')}>
        <Icon name="save" />
        {text('csv')}
      </button>
      <a class="btn quiet" href={reportUrl(run.id)} target="_blank" rel="noopener">
        <Icon name="list" />
        {text('open_report')}
      </a>
      {hasCopy ? <CopyButton label={text('copy')} content={() => resultWords(run, groups)} look="quiet" /> : null}
    </div>
  );
}

function resultWords(run: RunSummary, groups: readonly FailureGroup[]): string {
  const said = endedWords(run);
  const failures = groups.flatMap((group) =>
    group.first.map(({ id, name, zohoCode, zohoMessage, stillThere }) => {
      const { reason } = reasonText(group.reason, { zohoCode, zohoMessage });
      return text('copy_line', { id, name, reason: sentences([stillThereText(stillThere), reason]) });
    }),
  );
  const summary = gist(run, Date.now());
  return [said.headline, ...said.sentences, ...(summary === null ? [] : [summary]), ...failures].join('\n');
}

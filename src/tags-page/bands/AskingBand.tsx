import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { errorText } from '../../ui/error-text.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { useTags } from '../tags-context.ts';
import { recordsOf } from '../words/cleanup-words.ts';
import { foundRows } from './found-rows.ts';
import { FoundTable } from './FoundTable.tsx';
import { Job } from './Job.tsx';

/** The one question between start and end, as a rule because fewer records were found than Zoho counts. */
export function AskingBand({ now }: { now: CleanupNow }): JSX.Element {
  const { found, cleanups, saveFound } = useTags().cleaning;
  const { cleanup, steps } = now;
  const read = found.value;
  // Of a retry, only the modules that are found anew are asked about.
  const open = steps.filter(({ run }) => run === null || run.startedAt === null);
  const rows = foundRows(steps, read).filter(({ step }) => open.includes(step));
  const missing = rows.reduce((sum, row) => sum + (row.missing ?? 0), 0);
  const counted = rows.reduce((sum, row) => sum + (row.missing === null ? 0 : (row.counted ?? 0)), 0);
  const having = open.filter(({ run }) => run !== null && run.total > 0);
  const all = having.reduce((sum, { run }) => sum + (run?.total ?? 0), 0);
  const records = recordsOf(
    all,
    having.map(({ module }) => module),
  );
  const isFewer = missing > 0;
  const heading = isFewer
    ? text('cl_fewer_h', { n: counted - missing, all: counted })
    : text('cl_found_h', { records });
  return (
    <Job icon={isFewer ? 'warn' : null} tone={isFewer ? 'warn' : ''} heading={heading}>
      <p role="alert">
        {[
          isFewer ? plural('cl_fewer_p', missing) : '',
          open.length === steps.length ? text('cl_found_p') : '',
          all === 0 ? text('cl_fewer_none') : '',
        ]
          .filter((part) => part !== '')
          .join(' ')}
      </p>
      {steps.map(({ module, run }) =>
        run === null || run.error === null ? null : (
          <p key={module.apiName}>
            {text('cl_failed_module', {
              module: shownName(module.plural),
              why: errorText(run.error, { module: module.plural }).headline,
            })}
          </p>
        ),
      )}
      <FoundTable now={now} found={read ?? steps.map(() => null)} />
      <div class="run-foot">
        {all === 0 ? null : (
          <button
            class="btn primary"
            type="button"
            onClick={() => inBackground(cleanups.answer(cleanup.id, true), 'AskingBand.remove')}
          >
            {text('confirm_btn', { records })}
          </button>
        )}
        <button
          class="btn"
          type="button"
          onClick={() => inBackground(cleanups.answer(cleanup.id, false), 'AskingBand.again')}
        >
          {text('cl_fewer_again')}
        </button>
        {all === 0 ? null : (
          <button class="btn quiet" type="button" onClick={() => inBackground(saveFound(cleanup), 'AskingBand.save')}>
            <Icon name="save" />
            {text('cl_save_list')}
          </button>
        )}
        <button
          class="btn quiet"
          type="button"
          onClick={() => inBackground(cleanups.stop(cleanup.id), 'AskingBand.stop')}
        >
          {text('cancel')}
        </button>
      </div>
    </Job>
  );
}

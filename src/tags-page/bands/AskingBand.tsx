import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { plural, sentences, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import { isTyped } from '../../shared/typed.ts';
import { toTypeOf } from '../../cleanups/queries/confirming.ts';
import { findingRunOf } from '../../cleanups/queries/facts.ts';
import { recordsIn } from '../../ui/cleanup-words.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { errorText } from '../../ui/error-text.ts';
import type { CleanupNow } from '../../ui/models/CleanupsModel.ts';
import { Typed, wantedWords } from '../draft/Typed.tsx';
import { useTags } from '../tags-context.ts';
import { foundRows, moreFound, openSteps } from './found-rows.ts';
import { FoundTable } from './FoundTable.tsx';
import { Job } from './Job.tsx';

/** The one question between start and end, as a rule because fewer records were found than Zoho counts. */
export function AskingBand({ now }: { now: CleanupNow }): JSX.Element {
  const { found, cleanups, saveFound } = useTags().cleaning;
  const { cleanup, steps } = now;
  const [typed, setTyped] = useState('');
  const read = found.value;
  // Of a retry, only the modules that are found anew are asked about.
  const open = openSteps(now);
  const rows = foundRows(now, read).filter(({ step }) => open.includes(step));
  const missing = rows.reduce((sum, row) => sum + (row.missing ?? 0), 0);
  const counted = rows.reduce((sum, row) => sum + (row.missing === null ? 0 : (row.counted ?? 0)), 0);
  const having = open.filter((step) => (findingRunOf(cleanup, step)?.total ?? 0) > 0);
  const all = having.reduce((sum, step) => sum + (findingRunOf(cleanup, step)?.total ?? 0), 0);
  const records = recordsIn(all, having);
  const isFewer = missing > 0;
  const more = isFewer ? null : moreFound(cleanup, open);
  const toType = toTypeOf(open, all);
  const isConfirmed = toType === null || isTyped(typed, toType);
  const isReplace = cleanup.kind === 'replace';
  const heading = isFewer
    ? text('cl_fewer_h', { n: counted - missing, all: counted })
    : more === null
      ? text('cl_found_h', { records })
      : text('cl_more_h', { n: more.found, all: more.counted });
  return (
    <Job
      icon={isFewer || more !== null ? 'warn' : null}
      tone={isFewer || more !== null ? 'warn' : ''}
      heading={heading}
    >
      <p role="alert">
        {sentences([
          isFewer ? plural('cl_fewer_p', missing) : '',
          more === null ? '' : text('cl_far_p'),
          open.length === steps.length ? text(isReplace ? 'cl_found_change_p' : 'cl_found_p') : '',
          all === 0 ? text(isReplace ? 'cl_fewer_none_change' : 'cl_fewer_none') : '',
          isFewer && cleanup.isDeleting === true ? text('cl_fewer_tag') : '',
        ])}
      </p>
      {open.map((step) => {
        const error = findingRunOf(cleanup, step)?.error ?? null;
        return error === null ? null : (
          <p key={step.module.apiName}>
            {text('cl_failed_module', {
              module: shownName(step.module.plural),
              why: errorText(error, { module: step.module.plural }).headline,
            })}
          </p>
        );
      })}
      <FoundTable now={now} found={read ?? steps.map(() => null)} />
      {toType === null ? null : (
        <>
          <Typed what={toType} value={typed} onInput={setTyped} />
          <output class="hint">{isConfirmed ? text('rem_type_ready') : wantedWords(toType)}</output>
        </>
      )}
      <div class="run-foot">
        {all === 0 ? null : (
          <button
            class={isConfirmed ? 'btn primary' : 'btn'}
            type="button"
            aria-disabled={!isConfirmed || undefined}
            onClick={() => {
              if (isConfirmed) inBackground(cleanups.agree(cleanup.id, { records: all, typed }), 'AskingBand.remove');
            }}
          >
            {text(isReplace ? 'cl_change_btn' : 'confirm_btn', { records })}
          </button>
        )}
        <button
          class="btn"
          type="button"
          onClick={() => inBackground(cleanups.findAgain(cleanup.id), 'AskingBand.again')}
        >
          {text('cl_fewer_again')}
        </button>
        {all === 0 ? null : (
          <button class="btn quiet" type="button" onClick={() => inBackground(saveFound(now), 'AskingBand.save')}>
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

import type { JSX } from 'preact';
import { plural, sentenceGap, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { records as recordsWords } from '../../shared/nouns.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import type { TagRow } from '../../tags/model/types.ts';
import { day, list as listOf } from '../../ui/formats.ts';
import type { StepNow } from '../../ui/models/CleanupsModel.ts';
import { useRefusal } from '../actions/use-refusal.ts';
import { addingUses } from '../draft/Rules.tsx';
import { useTags } from '../tags-context.ts';
import { Job, leaveBands } from './Job.tsx';

/** Tags that are on records again, with the rules that Zoho names. */
export function BackBands(): JSX.Element {
  const { back } = useTags().cleaning;
  return (
    <>
      {back.value.map((step) => (
        <Back key={step.runId} step={step} />
      ))}
    </>
  );
}

function Back({ step: { module, holders, run, runId } }: { step: StepNow }): JSX.Element | null {
  const { cleaning, now, openTag, org, retire } = useTags();
  const back = run?.cameBack ?? null;
  const ids = new Set(holders.tags.filter(({ name }) => name === back?.tag).map(({ id }) => id));
  const rows = (org.rows.value.get(module.apiName) ?? []).filter(({ id }) => ids.has(id));
  const refusal = useRefusal([]);
  if (run === null || back === null) return null;
  const by = byWords(back.by ?? namedBy(rows));
  const records = recordsWords(back.records, module);
  const tag = text('tag_quoted', { name: shownName(back.tag) });
  return (
    <Job tone="warn" icon="warn" heading={text('cl_back_h', { tag, records })}>
      <output>
        {run.endedAt === null ? '' : text('cl_back_p', { date: day(run.endedAt, now()) })}
        {sentenceGap()}
        {by}
      </output>
      <div class="run-foot">
        {rows.length === 0 ? null : (
          <button
            class="btn"
            type="button"
            aria-disabled={refusal !== null || undefined}
            onClick={() => {
              if (refusal === null) retire.open(rows);
            }}
          >
            {text('rem_asks', { records })}
          </button>
        )}
        {by === '' ? null : (
          <button class="link" type="button" onClick={() => openTag(back.tag)}>
            {text('cl_show_it')}
          </button>
        )}
        <button
          class="btn quiet"
          type="button"
          onClick={() => {
            leaveBands();
            cleaning.closeBack(runId);
          }}
        >
          {text('one_close')}
        </button>
      </div>
    </Job>
  );
}

const ITEMS = {
  workflow: 'adds_item_workflow',
  blueprint: 'adds_item_blueprint',
  orchestration: 'adds_item_orchestration',
  other: 'adds_item_other',
} as const;
const KINDS = Object.keys(ITEMS) as readonly (keyof typeof ITEMS)[];

type By = NonNullable<NonNullable<RunSummary['cameBack']>['by']>;

/** The rules that add the tag by the list of tags, for a check that could not ask Zoho. */
function namedBy(rows: readonly TagRow[]): By {
  return KINDS.flatMap((kind) => addingUses(rows, kind).map(({ place }) => ({ kind, name: place.name })));
}

/** The rules in a sentence; empty where Zoho names none. */
function byWords(by: By): string {
  const names = by.map(({ kind, name }) => text(ITEMS[kind], { name: shownName(name) }));
  return names.length === 0 ? '' : plural('cl_back_by', names.length, { what: listOf(names) });
}

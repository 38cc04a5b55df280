import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { language, plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import type { TagsProgress } from '../../shared/tags-progress.ts';
import type { TagModule } from '../../tags/model/types.ts';
import { ageOf } from '../../tags/queries/judgements.ts';
import { percent } from '../../ui/formats.ts';
import { useTags } from '../tags-context.ts';
import { momentOf } from '../words/tag-words.ts';
import { creditsWords } from '../../ui/credits-words.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The number of tags, the time of their reading, and the progress of a reading. */
export function Head(): JSX.Element {
  const { live, progress } = useTags();
  const now = progress.value;
  return (
    <>
      <header class="head">
        <div>
          <h1 tabIndex={-1}>{useHeadline()}</h1>
          {live.value && now !== null ? <Progress now={now} /> : <ReadAt />}
        </div>
        {live.value ? <Stop /> : null}
      </header>
      {live.value && now !== null ? <Bar now={now} /> : null}
    </>
  );
}

function useHeadline(): string {
  const { isArriving, list, module, org } = useTags();
  const one = module.value;
  const lines = list.lines.value.length;
  const modules = [...org.rows.value.values()].filter((rows) => rows.length > 0).length;
  if (isArriving.value) return text('tags_h_reading');
  if (one !== null) {
    const name = shownName(one.plural);
    return lines === 0
      ? text('tags_h_none_module', { module: name })
      : text('tags_h', { tags: plural('n_tags', lines), modules: name });
  }
  return lines === 0
    ? text('tags_h_none')
    : text('tags_h', { tags: plural('n_tags', lines), modules: plural('n_modules', modules) });
}

function Progress({ now }: { now: TagsProgress }): JSX.Element {
  const { modules, counts, credits } = now;
  const isExact = modules.all !== null && modules.done > 0;
  const values = { n: credits.spent, all: plural('n_credits', credits.planned) };
  return (
    <p class="read">
      {modules.all === null ? <span>{text('tags_reading_list')}</span> : null}
      {modules.all === null || modules.all === 0 ? null : (
        <span>{text('tags_reading_modules', { n: modules.done, all: modules.all })}</span>
      )}
      {counts.all === 0 ? null : (
        <span>{text('sentence', { text: plural('count_running', counts.done, { all: counts.all }) })}</span>
      )}
      <span>{text(isExact || modules.all === 0 ? 'tags_cost_of' : 'tags_cost_of_about', values)}</span>
    </p>
  );
}

function Bar({ now }: { now: TagsProgress }): JSX.Element {
  const { modules, counts, state } = now;
  const all = modules.all === null ? 0 : modules.all + counts.all;
  const done = modules.done + counts.done;
  const quarter = all === 0 ? 0 : Math.floor((done / all) * 4);
  return (
    <>
      <progress
        class={state === 'waiting' ? 'paused' : ''}
        value={all === 0 ? undefined : done}
        max={Math.max(all, 1)}
        aria-label={text('tags_h_reading')}
      />
      <output class="vh">{quarter === 0 ? '' : text('tags_live', { percent: percent(quarter, 4) })}</output>
    </>
  );
}

function Stop(): JSX.Element {
  const { cancel } = useTags();
  return (
    <button class="btn" type="button" onClick={() => inBackground(cancel(), 'Head.cancel')}>
      {text('tags_stop')}
    </button>
  );
}

/** When the shown data was read; after an hour as a reminder. */
function ReadAt(): JSX.Element {
  const { org, module, connection, isOnline, read } = useTags();
  const one = module.value;
  const now = useMinutes();
  const at = oldest(one === null ? org.modules.value : [one]);
  const canRead = isOnline.value && connection.value?.isSignedOut === false;
  const cost = one === null ? org.priceAt(now) : { least: 1, most: 1 };
  return (
    <p class="read">
      {at === null ? null : <Age at={at} now={now} />}
      {canRead && cost !== null ? (
        <button
          class="link"
          type="button"
          onClick={() => inBackground(read(one === null ? null : [one.apiName]), 'Head.read')}
        >
          {text('read_again_cost', { credits: creditsWords(cost) })}
        </button>
      ) : null}
    </p>
  );
}

function Age({ at, now }: { at: number; now: number }): JSX.Element {
  const age = ageOf(at, now);
  if (age < HOUR_MS || age >= 24 * HOUR_MS) {
    const isOld = age >= HOUR_MS;
    return <span class={isOld ? 'stale' : ''}>{text('tags_read_at', momentOf(at, now))}</span>;
  }
  const ago = new Intl.RelativeTimeFormat(language(), { numeric: 'always' }).format(-Math.floor(age / HOUR_MS), 'hour');
  return <span class="stale">{text('tags_read_ago', { ago })}</span>;
}

/** The earliest reading among the modules; null without one. */
export function oldest(modules: readonly TagModule[]): number | null {
  const times = modules.flatMap(({ readAt }) => (readAt === null ? [] : [readAt]));
  return times.length === 0 ? null : Math.min(...times);
}

/** The time, updated once a minute. */
function useMinutes(): number {
  const { now } = useTags();
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setTime(now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, [now]);
  // A reading of this moment must not be in the future.
  return Math.max(time, now());
}

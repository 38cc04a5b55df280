import type { ComponentChildren, JSX } from 'preact';
import type { ErrorCode, ErrorData } from '../../shared/errors.ts';
import { plural, sentenceGap, sentences, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import type { WaitReason } from '../../shared/run-summary.ts';
import type { TagModule } from '../../tags/model/types.ts';
import { isNearLimit } from '../../tags/queries/judgements.ts';
import { countingPrice } from '../../tags/queries/price.ts';
import type { IconName } from '../../ui/components/Icon.tsx';
import { Note } from '../../ui/components/Note.tsx';
import { Timed, waitHeadline } from '../../ui/components/WaitNote.tsx';
import { errorText } from '../../ui/error-text.ts';
import { list as listOf } from '../../ui/formats.ts';
import { tagKey } from '../models/PickedModel.ts';
import type { TagsPageData } from '../models/TagsPageModel.ts';
import { useTags } from '../tags-context.ts';
import { momentOf } from '../words/tag-words.ts';
import { creditsWords } from '../../ui/credits-words.ts';
import { AdminNote } from './AdminNote.tsx';
import { oldest } from './Head.tsx';
import { SignIn } from './SignIn.tsx';

/** The most notes at once. The others appear at their module or row. */
const MOST_NOTES = 2;

/** Notes about the whole list, the most urgent first. */
export function Notes(): JSX.Element {
  const tags = useTags();
  const refused = tags.refusal.value;
  const notes = [signedOut, offline, paused, givenUp, partly, outdated, uncounted, nearLimit]
    .flatMap((make) => make(tags) ?? [])
    .slice(0, MOST_NOTES);
  return (
    <>
      {refused === null ? null : <Failure headline={errorText(refused).headline} error={refused} />}
      {notes}
    </>
  );
}

interface SaidProps {
  readonly icon: IconName;
  readonly tone?: 'warn' | 'bad' | '';
  readonly live?: 'status' | 'alert';
  readonly strong: string;
  readonly words?: string;
  readonly children?: ComponentChildren;
}

function Said({ icon, tone = '', live, strong, words = '', children }: SaidProps): JSX.Element {
  return (
    <Note tone={tone} icon={icon} {...(live && { live })}>
      <p>
        <strong>{strong}</strong>
        {sentenceGap()}
        {words}
      </p>
      {children === undefined ? null : <div class="row">{children}</div>}
    </Note>
  );
}

function Failure({ headline, error }: { headline: string; error: ErrorData }): JSX.Element {
  return (
    <Said
      icon="bad"
      tone="bad"
      live="alert"
      strong={text('sentence', { text: headline })}
      words={errorText(error).todo}
    />
  );
}

type Made = JSX.Element | null;

function signedOut({ connection, org, now }: TagsPageData): Made {
  if (connection.value?.isSignedOut !== true) return null;
  const at = oldest(org.modules.value);
  return (
    <Said
      key="sign-in"
      icon="key"
      tone="warn"
      live="alert"
      strong={text('tags_signin_h')}
      words={at === null ? text('tags_signin_never') : text('tags_signin_p', momentOf(at, now()))}
    >
      <SignIn />
    </Said>
  );
}

function offline({ isOnline, org, now }: TagsPageData): Made {
  const at = oldest(org.modules.value);
  if (isOnline.value || at === null) return null;
  return (
    <Said
      key="offline"
      icon="offline"
      tone="warn"
      live="status"
      strong={text('tags_offline_h')}
      words={text('tags_offline_p', momentOf(at, now()))}
    />
  );
}

function paused({ progress, isOnline }: TagsPageData): Made {
  const job = progress.value;
  if (job?.state !== 'waiting' || (job.why === 'offline' && !isOnline.value)) return null;
  const words = [
    text('sentence', { text: waitHeadline(job.why) }),
    ...(job.why === 'rate-limit' ? [text('wait_rate_p')] : []),
  ];
  return <Timed key="paused" until={job.until} words={sentences(words)} />;
}

const CODES: Readonly<Record<WaitReason, ErrorCode>> = {
  'rate-limit': 'rate-limited',
  offline: 'offline',
  'sign-in': 'signed-out',
  credits: 'out-of-credits',
  org: 'other-org',
  user: 'other-user',
  zoho: 'zoho-down',
  checking: 'zoho-down',
};

/** Why a reading was given up, as an error. */
export function reasonOf({ error, why }: { error: ErrorData | null; why: WaitReason | null }): ErrorData {
  return error ?? { code: why === null ? 'unexpected' : CODES[why], details: {} };
}

function givenUp({ progress, connection }: TagsPageData): Made {
  const job = progress.value;
  if (job?.ending !== 'given-up' || connection.value?.isSignedOut !== false) return null;
  const error = reasonOf(job);
  const headline = text('sentence', { text: errorText(error).headline });
  return (
    <Said
      key="given-up"
      icon="bad"
      tone="bad"
      live="alert"
      strong={text('sentence', { text: text('tags_stopped_h') })}
      words={sentences([headline, errorText(error).todo])}
    />
  );
}

function names(modules: readonly TagModule[]): string {
  return listOf(modules.map((module) => shownName(module.plural)));
}

/** Modules missing from the list: the reason, and how to add them. */
function partly({ org, module, live, connection, isOnline, read }: TagsPageData): Made {
  if (live.value || module.value !== null) return null;
  const lacking = org.modules.value.filter(({ readAt }) => readAt === null);
  if (lacking.length === 0) return null;
  const refused = lacking.filter(({ state }) => state === 'refused');
  const failed = lacking.filter(({ state }) => state === 'failed');
  const unread = lacking.filter(({ state }) => state === 'unread');
  const first = failed[0]?.error ?? null;
  const words = [
    refused.length === 0 ? '' : text('tags_part_rights', { modules: names(refused) }),
    first === null
      ? ''
      : text('tags_part_failed', { modules: names(failed), why: errorText(first, { isOfTag: true }).headline }),
    unread.length === 0 ? '' : text('tags_part_unread', { modules: names(unread) }),
  ];
  const again = [...failed, ...unread];
  const credits = creditsWords({ least: again.length, most: again.length });
  const canRead = again.length > 0 && isOnline.value && connection.value?.isSignedOut === false;
  return (
    <Said key="partly" icon="info" strong={plural('tags_part_h', lacking.length)} words={sentences(words)}>
      {canRead ? (
        <button
          class="link"
          type="button"
          onClick={() => inBackground(read(again.map(({ apiName }) => apiName)), 'Notes.read')}
        >
          {failed.length === 0
            ? text('tags_part_rest', { credits })
            : text('tags_part_again', { modules: namesOrCount(again), credits })}
        </button>
      ) : null}
      {refused.length === 0 ? null : <AdminNote modules={refused} />}
    </Said>
  );
}

function namesOrCount(modules: readonly TagModule[]): string {
  return modules.length > 2 ? plural('n_modules', modules.length) : names(modules);
}

/** Modules whose last reading failed. Their shown data is older. */
function outdated({ org, module, live, now }: TagsPageData): Made {
  if (live.value) return null;
  const one = module.value;
  const all = one === null ? org.modules.value : [one];
  const old = all.filter(({ readAt, state }) => readAt !== null && state !== 'read');
  const at = oldest(old);
  if (at === null) return null;
  return (
    <Said
      key="outdated"
      icon="warn"
      tone="warn"
      strong={text('tags_old_h', { modules: names(old) })}
      words={text('tags_old_p', momentOf(at, now()))}
    />
  );
}

/** Where Zoho gives no numbers with the list, each tag costs a call. */
function uncounted({ cleaning, list, live, connection, isOnline, count }: TagsPageData): Made {
  const touched = cleaning.touched.value;
  // Counts that a clean-up is changing are asked for once it is over.
  const uncountedTags = list.tags.value.filter((tag) => tag.records === null && touched.get(tagKey(tag)) !== null);
  const isOld = uncountedTags.every((tag) => touched.has(tagKey(tag)));
  const { length } = uncountedTags;
  if (length === 0 || live.value) return null;
  const failed = uncountedTags.find(({ countError }) => countError !== null)?.countError ?? null;
  const isSome = length < list.tags.value.length;
  const canAsk = isOnline.value && connection.value?.isSignedOut === false;
  return (
    <Said
      key="uncounted"
      icon="info"
      strong={isOld ? plural('cl_recount_h', length) : isSome ? plural('count_h_some', length) : text('count_h')}
      words={
        failed === null
          ? text('count_p')
          : sentences([
              text('count_failed_h'),
              text('sentence', { text: errorText(failed.error, { isOfTag: true }).headline }),
            ])
      }
    >
      {canAsk ? (
        <button class="btn" type="button" onClick={() => inBackground(count(uncountedTags), 'Notes.count')}>
          {text('count_btn', { credits: creditsWords(countingPrice(length)) })}
        </button>
      ) : null}
    </Said>
  );
}

/** A module with hardly any room left. */
function nearLimit({ module, list, live }: TagsPageData): Made {
  const one = module.value;
  if (one === null || live.value || isNearLimit(one) !== true) return null;
  const { used, allowed } = one.room;
  if (used === null || allowed === null) return null;
  const left = allowed - used;
  const values = { module: shownName(one.plural), limit: allowed };
  const { unused, none } = list.counts.value;
  const chip = unused.n > 0 ? 'unused' : 'none';
  const n = list.counts.value[chip].n;
  return (
    <Said
      key="limit"
      icon="warn"
      tone="warn"
      strong={left <= 0 ? text('limit_full_h', { ...values, n: used }) : plural('limit_h', left, values)}
      words={text('limit_p', values)}
    >
      {none.n + unused.n === 0 ? null : (
        <button class="link" type="button" onClick={() => (list.chip.value = chip)}>
          {plural(chip === 'unused' ? 'limit_btn' : 'limit_btn_none', n)}
        </button>
      )}
    </Said>
  );
}

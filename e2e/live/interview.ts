import { CannotTell, cannotTell } from '../zoho/questions/question.ts';
import { Interrupted } from './calls.ts';
import { Unreadable } from './sweep.ts';
import { createThings } from './things.ts';
import { NoAnswer } from './wire.ts';
import type { Call, Interview, Narrow, OwnTag, Question, Reply } from '../zoho/questions/question.ts';
import type { SwitchesInput } from '../zoho/switches.ts';
import type { Calls, Time } from './calls.ts';
import type { Ledger, Session } from './ledger.ts';
import type { SignedIn } from './sign-in.ts';
import type { Things } from './things.ts';

/** The outcome of one question. */
export type Outcome =
  | { question: Question; kind: 'answered'; switches: SwitchesInput; seen: string }
  | { question: Question; kind: 'cannotTell'; why: string };

export interface InterviewOptions {
  calls: Calls;
  time: Time;
  token: string;
  /** The only host that files are fetched from. */
  apiOrigin: string;
  narrow: Partial<Record<Narrow, SignedIn>>;
  grant: Interview['grant'];
  ledger: Ledger;
  session: Session;
  questions: readonly Question[];
  /** Called after each question. */
  onOutcome: (outcome: Outcome) => void;
}

const DEAD_TOKEN = `1000.${'0'.repeat(32)}.${'0'.repeat(32)}`;
/** Most tags of one call, where Zoho does not give another number. */
const TAGS_PER_CALL = 10;

async function putOn(call: Call, module: string, tags: OwnTag[], ids: string[]): Promise<Reply | undefined> {
  let most = TAGS_PER_CALL;
  let last: Reply | undefined;
  for (let from = 0; from < tags.length;) {
    const some = tags.slice(from, from + most);
    last = await call('POST', `/${module}/actions/add_tags`, { body: { tags: some, ids } });
    const { maximum_length: limit, api_name: key } = last.body.details ?? {};
    if (last.status >= 400 && key === 'tags' && typeof limit === 'number' && limit > 0 && limit < some.length)
      most = limit;
    else from += some.length;
  }
  return last;
}

/** Codes of a call that asks for the other way to name a tag. */
const NAME_IT_OTHERWISE = ['EXPECTED_FIELD_MISSING', 'MANDATORY_NOT_FOUND'];

async function removeTags(call: Call, module: string, tags: OwnTag[], ids: string[]): Promise<Reply> {
  const path = `/${module}/actions/remove_tags`;
  const byName = await call('POST', path, { body: { tags: tags.map(({ name }) => ({ name })), ids } });
  if (!NAME_IT_OTHERWISE.includes(byName.body.code ?? '')) return byName;
  return call('POST', path, { body: { tags: tags.map(({ id }) => ({ id })), ids } });
}

async function tagsOn(call: Call, module: string, ids: string[]): Promise<Map<string, string[]>> {
  const on = new Map<string, string[]>();
  for (let from = 0; from < ids.length; from += 25) {
    const reply = await call('GET', `/${module}?ids=${ids.slice(from, from + 25).join(',')}&fields=Tag&per_page=200`);
    if (reply.status !== 200 && reply.status !== 204) cannotTell('the records cannot be read back', reply);
    for (const { id = '', Tag } of reply.body.data ?? [])
      on.set(
        id,
        (Tag ?? []).map((tag) => tag.id),
      );
  }
  return on;
}

function interviewOf(
  { calls, time, token, apiOrigin, narrow, grant, session }: InterviewOptions,
  things: Things,
): Interview {
  const call = calls.withToken(token);
  const { module } = session;
  const anyPath = calls.withToken(token, '');
  return {
    module,
    call,
    async download(address) {
      const { origin, pathname, search } = URL.canParse(address)
        ? new URL(address)
        : { origin: '', pathname: '', search: '' };
      return origin === apiOrigin ? anyPath('GET', `${pathname}${search}`) : undefined;
    },
    bulk: calls.withToken(token, '/crm/bulk/v8'),
    narrow(kind) {
      const signedIn = narrow[kind];
      return signedIn && calls.withToken(signedIn.token);
    },
    async renew(kind) {
      const next = await narrow[kind]?.renew();
      return next === undefined ? undefined : calls.withToken(next);
    },
    revoke: (kind) => calls.accounts('POST', '/oauth/v2/token/revoke', { token: narrow[kind]?.token ?? '' }),
    withDeadToken: calls.withToken(DEAD_TOKEN),
    cut: (method, path, body) => calls.cut(token, method, path, body),
    accounts: calls.accounts,
    grant,
    throttled: calls.throttled,
    makeRecords: things.makeRecords,
    makeTags: things.makeTags,
    newName: things.newName,
    nameOf: things.nameOf,
    deleteRecord: things.deleteRecord,
    deleteTag: things.deleteTag,
    lockRecord: things.lockRecord,
    convertLead: things.convertLead,
    makeRule: things.makeRule,
    makeView: things.makeView,
    async putOn(tags, ids) {
      const reply = await putOn(call, module, tags, ids);
      const on = await tagsOn(call, module, ids);
      const lacking = ids.some((id) => tags.some((tag) => !on.get(id)?.includes(tag.id)));
      if (lacking) cannotTell('tags could not be put on records', reply);
    },
    removeTags: (tags, ids) => removeTags(call, module, tags, ids),
    tagsOn: (ids) => tagsOn(call, module, ids),
    wait: calls.wait,
    now: () => time.now(),
  };
}

async function ask(question: Question, interview: Interview): Promise<Outcome & { allAnswered: boolean }> {
  try {
    const { switches, seen } = await question.ask(interview);
    return { question, kind: 'answered', switches, seen, allAnswered: true };
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    if (error instanceof CannotTell) return { question, kind: 'cannotTell', why: error.message, allAnswered: true };
    // An answer of an unforeseen shape must not cost the answers of the other questions.
    const why =
      error instanceof NoAnswer ? 'Zoho did not answer' : 'an answer has a shape that the question does not know';
    return { question, kind: 'cannotTell', why, allAnswered: false };
  }
}

/**
 * Asks the questions one after another, and removes what each made after it. Answers whether all were asked: `false`
 * when the session was asked to end. Things that could not be removed are still in the ledger.
 */
export async function interview(options: InterviewOptions): Promise<boolean> {
  const { calls, ledger, session, questions, onOutcome, token } = options;
  const things = createThings({ call: calls.withToken(token), ledger, session });
  const asked = interviewOf(options, things);
  try {
    for (const question of questions) {
      const doubts = calls.doubts();
      const { allAnswered, ...outcome } = await ask(question, asked);
      onOutcome(outcome);
      await things.tidy(allAnswered && calls.doubts() === doubts).catch((error: unknown) => {
        if (!(error instanceof NoAnswer) && !(error instanceof Unreadable)) throw error;
      });
    }
    return true;
  } catch (error) {
    if (error instanceof Interrupted) return false;
    throw error;
  }
}

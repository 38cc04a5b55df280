import { apiOrigin } from '../../src/shared/data-centres.ts';
import { inWords } from '../zoho/questions/question.ts';
import { createCalls, Interrupted } from './calls.ts';
import { interview } from './interview.ts';
import { openLedger } from './ledger.ts';
import { signIn } from './sign-in.ts';
import { sweep, Unreadable } from './sweep.ts';
import { newSession } from './things.ts';
import { NoAnswer } from './wire.ts';
import type { Call, Narrow, Question } from '../zoho/questions/question.ts';
import type { Time } from './calls.ts';
import type { Outcome } from './interview.ts';
import type { Ledger, Session } from './ledger.ts';
import type { Credential, SignedIn } from './sign-in.ts';
import type { Swept } from './sweep.ts';
import type { Place, Wire } from './wire.ts';

export interface SessionOptions {
  place: Place;
  wire: Wire;
  time: Time;
  credential: Credential;
  /** Second and third ways in, with fewer scopes. */
  narrow: Partial<Record<Narrow, Credential>>;
  ledgerFile: string;
  module: string;
  questions: readonly Question[];
  /** Whether a production org may be asked at all. Its name has to be typed as well. */
  mayBeProduction: boolean;
  /** The name of the production org as the person types it. */
  askOrgName: () => Promise<string>;
  /** Whether to continue, once the cost is known. */
  askToGoOn: () => Promise<boolean>;
  say: (line: string) => void;
  /** Gets the function that ends the session early: it asks no further question and removes everything. */
  onInterruptible: (interrupt: () => void) => void;
}

export interface SessionEnd {
  outcomes: Outcome[];
  /** Every question was asked. */
  isComplete: boolean;
  /** Things of this session and earlier ones that could not be removed; undefined where Zoho did not answer at the end. */
  left: number | undefined;
}

/** The session does not start. The message gives the reason for the person at the terminal. */
export class NotStarted extends Error {}

interface Org {
  identity: string;
  name: string | undefined;
  isProduction: boolean;
}

/** Calls before the first question and after the last: signing in, the org, and the search for leftovers. */
const CREDITS_BESIDES = 13;

async function orgOf(call: Call, { dataCentre, environment }: Place): Promise<Org> {
  const { status, body } = await call('GET', '/org');
  if (status === 401 && body.code !== 'OAUTH_SCOPE_MISMATCH')
    throw new NotStarted('Zoho does not know the token, or it is not for this data centre and environment.');
  const { org: orgs } = body as { org?: { type?: unknown; zgid?: unknown; company_name?: unknown }[] };
  const [org] = orgs ?? [];
  const type = typeof org?.type === 'string' ? org.type.toLowerCase() : environment;
  return {
    identity: [dataCentre, environment, typeof org?.zgid === 'string' ? org.zgid : 'not told'].join('/'),
    name: typeof org?.company_name === 'string' ? org.company_name.trim() : undefined,
    // The stricter of two: the host that takes the token, and the type that the org reports.
    isProduction: environment === 'production' || (type !== 'sandbox' && type !== 'developer'),
  };
}

async function mayAsk({ name, isProduction }: Org, { mayBeProduction, askOrgName }: SessionOptions): Promise<void> {
  if (!isProduction) return;
  if (!mayBeProduction) {
    const advice = 'Use a sandbox or a developer org, or, if it has to be this one, --production.';
    throw new NotStarted(`This is a production org. Nothing was made in it. ${advice}`);
  }
  if (name === undefined)
    throw new NotStarted(
      'This is a production org that does not tell its name, so it cannot be confirmed. Nothing was made in it.',
    );
  if ((await askOrgName()).trim() !== name)
    throw new NotStarted('That is not the name of the org. Nothing was made in it.');
}

/** A module without tags, or whose tags the token may not read, is found before anything is made. */
async function hasTags(call: Call, module: string): Promise<void> {
  const reply = await call('GET', `/settings/tags?module=${module}`);
  if (reply.status === 200 || reply.status === 204) return;
  throw new NotStarted(`The tags of ${module} cannot be read: ${inWords(reply)}. Nothing was made.`);
}

function isAlive(pid: number): boolean {
  if (pid === process.pid || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function leftInWords(things: string, { left, needsScopes }: Swept): string {
  const how = needsScopes ? ' with a code that has the scopes of the same questions (--only)' : '';
  return `${left} ${things} could not be removed; the next start tries again${how}.`;
}

function sweptInWords(swept: Swept): string {
  const { records, tags, left } = swept;
  const rest = left === 0 ? 'Nothing of it is left.' : leftInWords('things', swept);
  return `${records} records and ${tags} tags removed. ${rest}`;
}

/** Removes the things that earlier sessions left in this org. */
async function sweepEarlier(call: Call, ledger: Ledger, org: Org, { time, say }: SessionOptions): Promise<number> {
  let left = 0;
  for (const earlier of ledger.sessions.slice()) {
    if (isAlive(earlier.pid))
      throw new NotStarted(
        `Process ${earlier.pid} asks questions, too, with the same ledger (${ledger.file}). If that is another program, set its "pid" there to 0.`,
      );
    if (earlier.org !== org.identity) {
      say(`An earlier session in another org has left something there: ${ledger.file}. Start again with that org.`);
      continue;
    }
    say('An earlier session ended early. Removing what it made…');
    const swept = await sweep(call, ledger, earlier, time);
    say(sweptInWords(swept));
    left += swept.left;
  }
  return left;
}

/** Removes what is left of the session, and reports the result. `undefined`: Zoho did not answer, so the result is unknown. */
async function sweepAtEnd(call: Call, ledger: Ledger, session: Session, { time, say }: SessionOptions) {
  try {
    const swept = await sweep(call, ledger, session, time);
    if (swept.left === 0) say('Everything that was made is removed.');
    else say(leftInWords('things that were made', swept));
    return swept.left;
  } catch (error) {
    // The answers are worth more than a clean end.
    if (error instanceof Unreadable)
      say(`At the end ${error.message}. Some of what was made may be left; the next start looks again.`);
    else if (!(error instanceof NoAnswer)) throw error;
    else say('Zoho did not answer at the end. Some of what was made may be left; the next start looks again.');
    return undefined;
  }
}

function costOf(questions: readonly Question[]): number {
  return questions.reduce((sum, { credits }) => sum + credits, CREDITS_BESIDES);
}

/** One live session from sign-in to sign-out. Throws `NotStarted` and `SignInRefused` before anything is made. */
export async function liveSession(options: SessionOptions): Promise<SessionEnd> {
  const { place, wire, time, credential, ledgerFile, module, questions, say } = options;
  const calls = createCalls(wire, time);
  options.onInterruptible(calls.interrupt);
  const ledger = openLedger(ledgerFile);
  const signedIn: SignedIn[] = [];
  const enter = async (given: Credential) => {
    const entered = await signIn(calls, place, given);
    signedIn.push(entered);
    return entered;
  };
  try {
    const { token, grant } = await enter(credential);
    // At once, because codes live for only some minutes.
    const narrow: Partial<Record<Narrow, SignedIn>> = {};
    for (const [kind, given] of Object.entries(options.narrow) as [Narrow, Credential][])
      narrow[kind] = await enter(given);
    const call = calls.withToken(token);
    const org = await orgOf(call, place);
    await mayAsk(org, options);
    await hasTags(call, module);
    const leftBefore = await sweepEarlier(call, ledger, org, options);
    for (const { name, onlyIfNamed } of questions) if (onlyIfNamed) say(`${name}: ${onlyIfNamed}`);
    say(`${questions.length} questions, at most ${costOf(questions)} API credits of this org.`);
    say(
      `They make records and tags of their own in ${module} and remove them. Zoho keeps deleted records in its recycle bin.`,
    );
    if (!(await options.askToGoOn())) throw new NotStarted('Not started. Nothing was made.');

    const session = newSession(org.identity, module, time.now());
    ledger.sessions.push(session);
    const outcomes: Outcome[] = [];
    const onOutcome = (outcome: Outcome) => {
      outcomes.push(outcome);
      say(
        `${outcomes.length}/${questions.length} ${outcome.question.name}: ${outcome.kind === 'answered' ? outcome.seen : `cannot tell (${outcome.why})`}`,
      );
    };
    const origin = apiOrigin(place.dataCentre, place.environment);
    const asked = { calls, time, token, apiOrigin: origin, narrow, grant, ledger, session, questions, onOutcome };
    let isComplete = false;
    let left: number | undefined;
    try {
      isComplete = await interview(asked);
    } finally {
      calls.tidyUp();
      left = await sweepAtEnd(call, ledger, session, options);
    }
    return { outcomes, isComplete, left: left === undefined ? undefined : left + leftBefore };
  } catch (error) {
    if (error instanceof Interrupted) throw new NotStarted('Ended before the first question.');
    if (error instanceof NoAnswer)
      throw new NotStarted(
        `Zoho did not answer (${error.message}). If anything was made, it is listed in ${ledger.file}, and the next start removes it.`,
      );
    throw error;
  } finally {
    calls.tidyUp();
    // A token that stays valid for an hour must not hide why the session ended.
    for (const { signOut } of signedIn) await signOut().catch(() => undefined);
  }
}

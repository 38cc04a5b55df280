import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DATA_CENTRES } from '../../src/shared/data-centres.ts';
import { scaledClock } from '../zoho/clock.ts';
import { QUESTIONS } from '../zoho/questions/all.ts';
import { NARROW_SCOPES } from '../zoho/questions/question.ts';
import { startZoho } from '../zoho/simulator.ts';
import { answersIn, scenarioOf, tableOf } from './answers.ts';
import { askLine, askSecret } from './prompt.ts';
import { liveSession, NotStarted } from './session.ts';
import { scopesFor, SignInRefused } from './sign-in.ts';
import { selfClientCode } from './simulated.ts';
import { httpsWire } from './wire.ts';
import type { Narrow, Question } from '../zoho/questions/question.ts';
import type { Time } from './calls.ts';
import type { Credential } from './sign-in.ts';
import type { Loopback, Place, Wire } from './wire.ts';

const ALWAYS = QUESTIONS.filter(({ onlyIfNamed }) => onlyIfNamed === undefined);

/** One line about a question that is not asked unless it is named. */
function costInWords({ name, credits, onlyIfNamed, scopes }: Question): string[] {
  if (onlyIfNamed === undefined) return [];
  const besides = scopes ? ` The code needs besides: ${scopes.join(',')}` : '';
  return [`  ${name}: ${onlyIfNamed} At most ${credits} credits.${besides}`];
}

const USAGE = `Asks a real Zoho org what nobody knows, with records and tags that it makes and removes itself.

  npm run live [-- --only a,b] [--skip a,b] [--module Contacts] [--production]
  npm run live -- --simulated

It asks for the data centre, the environment, and a code of a self client, or takes them from UNTAG_LIVE_DC,
UNTAG_LIVE_ENVIRONMENT, UNTAG_LIVE_CLIENT_ID, UNTAG_LIVE_CLIENT_SECRET and UNTAG_LIVE_CODE; or a ready token from
UNTAG_LIVE_TOKEN. Codes with fewer scopes answer a little more: UNTAG_LIVE_CODE_UPDATE, UNTAG_LIVE_CODE_MODULES.
Neither code nor token is printed or stored.

Scopes of the code: ${scopesFor(ALWAYS)}
           _UPDATE: ${NARROW_SCOPES.update}
          _MODULES: ${NARROW_SCOPES.modules}

The answers come as a table, and in live-answers.json for npm run zoho -- --scenario live-answers.json.
Questions: ${ALWAYS.map(({ name }) => name).join(', ')}

Asked only where --only names them, for what they cost:
${QUESTIONS.flatMap(costInWords).join('\n')}`;

/** How many times as fast as real time the simulated Zoho is. */
const SIMULATED_SPEED = 20;
/** A terminal sends Ctrl-C to the whole group, and the wrappers pass it on. Signals within this time count as one. */
const SAME_SIGNAL_MS = 1_000;

const OPTIONS = {
  only: { type: 'string' },
  skip: { type: 'string' },
  module: { type: 'string', default: 'Leads' },
  production: { type: 'boolean', default: false },
  simulated: { type: 'boolean', default: false },
  /** The address of a running simulated Zoho, with `--simulated`. */
  port: { type: 'string' },
  certificate: { type: 'string' },
  /** Where `live-answers.json` and the ledger are written. */
  folder: { type: 'string', default: process.cwd() },
  help: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS }>>['values'];

/** A mistake of the person at the terminal, with a message of one line. */
class Misused extends Error {}

function namesIn(list: string | undefined): string[] {
  return list?.split(',').filter((name) => name !== '') ?? [];
}

/** A word of the command line that may be shown, because it does not look like a code or a token. */
function shown(word: string): string {
  return /^[A-Za-z_]{1,40}$/.test(word) ? word : '(not a name)';
}

/** The command line. Unknown words are not repeated, because one may be a pasted code. */
function optionsGiven(): Options {
  try {
    return parseArgs({ options: OPTIONS }).values;
  } catch {
    throw new Misused(
      'The command line has something that is no option. Codes and tokens never stand there; --help shows what does.',
    );
  }
}

function chosen({ only, skip }: Options): Question[] {
  const [wanted, unwanted] = [namesIn(only), namesIn(skip)];
  const unknown = [...wanted, ...unwanted].filter((name) => !QUESTIONS.some((question) => question.name === name));
  if (unknown.length > 0)
    throw new Misused(
      `No such question: ${unknown.map(shown).join(', ')}. The questions: ${QUESTIONS.map(({ name }) => name).join(', ')}.`,
    );
  return (wanted.length === 0 ? ALWAYS : QUESTIONS).filter(
    ({ name }) => (wanted.length === 0 || wanted.includes(name)) && !unwanted.includes(name),
  );
}

async function given(variable: string, words: string, isSecret: boolean): Promise<string> {
  const value = process.env[variable]?.trim();
  if (value) return value;
  const answer = await (isSecret ? askSecret : askLine)(`${words}: `);
  if (answer === undefined) throw new Misused(`${variable} is not set, and there is no terminal to ask at.`);
  return answer.trim();
}

async function oneOf<T extends string>(variable: string, words: string, values: readonly T[]): Promise<T> {
  const answer = (await given(variable, `${words} (${values.join(', ')})`, false)).toLowerCase();
  const found = values.find((value) => value === answer);
  if (found === undefined) throw new Misused(`"${answer}" is none of ${values.join(', ')}.`);
  return found;
}

async function placeGiven(): Promise<Place> {
  return {
    dataCentre: await oneOf('UNTAG_LIVE_DC', 'Data centre', DATA_CENTRES),
    environment: await oneOf('UNTAG_LIVE_ENVIRONMENT', 'Environment', ['sandbox', 'developer', 'production'] as const),
  };
}

async function credentialsGiven(
  questions: readonly Question[],
): Promise<{ credential: Credential; narrow: Partial<Record<Narrow, Credential>> }> {
  const token = process.env['UNTAG_LIVE_TOKEN']?.trim();
  if (token) return { credential: { token }, narrow: {} };
  const clientId = await given(
    'UNTAG_LIVE_CLIENT_ID',
    'Client ID of the self client (nothing, if you have a token)',
    false,
  );
  if (clientId === '')
    return { credential: { token: await given('UNTAG_LIVE_TOKEN', 'Access token (not shown)', true) }, narrow: {} };
  const clientSecret = await given('UNTAG_LIVE_CLIENT_SECRET', 'Its client secret (not shown)', true);
  const code = await given('UNTAG_LIVE_CODE', `Code with the scopes ${scopesFor(questions)} (not shown)`, true);
  const narrow: Partial<Record<Narrow, Credential>> = {};
  for (const kind of ['update', 'modules'] as const) {
    const other = process.env[`UNTAG_LIVE_CODE_${kind.toUpperCase()}`]?.trim();
    if (other) narrow[kind] = { code: other, clientId, clientSecret };
  }
  return { credential: { code, clientId, clientSecret }, narrow };
}

interface Setting {
  place: Place;
  wire: Wire;
  time: Time;
  credential: Credential;
  narrow: Partial<Record<Narrow, Credential>>;
  stop: () => Promise<void>;
}

const fastWait: Time['wait'] = (ms, signal) =>
  setTimeout(ms / SIMULATED_SPEED, undefined, { ...(signal && { signal }) });

/** Real time, with waits as short as a simulated Zoho in another process needs them. */
function fastTime(): Time {
  return { now: Date.now, wait: fastWait };
}

async function simulatedSetting({ port, certificate }: Options, questions: readonly Question[]): Promise<Setting> {
  const place = { dataCentre: 'us', environment: 'sandbox' } as const;
  if (port !== undefined && certificate !== undefined) {
    const loopback: Loopback = { port: Number(port), certificate: readFileSync(certificate, 'utf8') };
    const wire = httpsWire(place, loopback);
    return { place, wire, time: fastTime(), ...(await credentialsGiven(questions)), stop: () => Promise.resolve() };
  }
  const clock = scaledClock(SIMULATED_SPEED);
  const zoho = await startZoho({ leads: 20, clock });
  const wire = httpsWire(place, zoho);
  const self = zoho.credentials['brightside-sandbox']!;
  return {
    place,
    wire,
    time: { now: () => clock.now(), wait: fastWait },
    credential: await selfClientCode(wire, self, scopesFor(questions)),
    narrow: {
      update: await selfClientCode(wire, self, NARROW_SCOPES.update),
      modules: await selfClientCode(wire, self, NARROW_SCOPES.modules),
    },
    stop: zoho.stop,
  };
}

async function liveSetting(questions: readonly Question[]): Promise<Setting> {
  const place = await placeGiven();
  const time: Time = { now: Date.now, wait: (ms, signal) => setTimeout(ms, undefined, { ...(signal && { signal }) }) };
  return { place, wire: httpsWire(place), time, ...(await credentialsGiven(questions)), stop: () => Promise.resolve() };
}

function onSignals(interrupt: () => void) {
  let first: number | undefined;
  const onSignal = () => {
    if (first === undefined) {
      first = Date.now();
      console.log('\nEnding: what was made is removed. Press Ctrl-C again to leave that to the next start.');
      interrupt();
    } else if (Date.now() - first > SAME_SIGNAL_MS) process.exit(130);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
}

async function main(): Promise<number> {
  const options = optionsGiven();
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const questions = chosen(options);
  if (!/^[A-Za-z]\w{0,99}$/.test(options.module)) throw new Misused('--module takes the API name of a module.');
  const setting = options.simulated ? await simulatedSetting(options, questions) : await liveSetting(questions);
  const answersFile = path.join(options.folder, 'live-answers.json');
  try {
    const { outcomes, isComplete, left } = await liveSession({
      ...setting,
      ledgerFile: path.join(options.folder, '.live-ledger.json'),
      module: options.module,
      questions,
      mayBeProduction: options.production,
      askOrgName: async () => (await askLine('This is a production org. Type its name to go on: ')) ?? '',
      askToGoOn: async () => options.simulated || /^y/i.test((await askLine('Go on? (y/n) ')) ?? ''),
      say: (line) => console.log(line),
      onInterruptible: onSignals,
    });
    console.log(`\n${tableOf(outcomes)}\n`);
    if (isComplete) {
      // A few questions more must not cost the answers of the others.
      const isMore = options.only !== undefined && existsSync(answersFile);
      const earlier = isMore ? answersIn(readFileSync(answersFile, 'utf8')) : {};
      writeFileSync(answersFile, `${JSON.stringify(scenarioOf(outcomes, earlier), null, 2)}\n`);
      console.log(`${answersFile} has the answers; npm run zoho -- --scenario live-answers.json plays them.`);
    } else console.log('Ended early: live-answers.json was not written.');
    if (left !== 0) return 1;
    return isComplete ? 0 : 130;
  } finally {
    await setting.stop();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof NotStarted || error instanceof SignInRefused || error instanceof Misused)
    console.error(error.message);
  else console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

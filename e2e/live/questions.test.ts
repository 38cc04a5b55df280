import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import * as v from 'valibot';
import { QUESTIONS } from '../zoho/questions/all.ts';
import { startZoho } from '../zoho/simulator.ts';
import { defaultSwitches, parseSwitches, SwitchesSchema } from '../zoho/switches.ts';
import { testSession } from './session-for-tests.ts';
import type { Question } from '../zoho/questions/question.ts';
import type { Zoho } from '../zoho/simulator.ts';
import type { Switches, SwitchesInput } from '../zoho/switches.ts';
import type { TestSession } from './session-for-tests.ts';

let zoho: Zoho;
let session: TestSession;

beforeAll(async () => {
  zoho = await startZoho({ leads: 3 });
  session = testSession(zoho);
});
// A fresh world takes longer than a question, and a session leaves the world as it was.
beforeEach(() => zoho.set(generous()));
afterAll(async () => {
  session.remove();
  await zoho.stop();
});

/** Defaults, except that enough sign-ins for the tests are allowed. */
function generous(): SwitchesInput {
  return { ...defaultSwitches(), codesPerTenMinutes: 1_000, refreshTokensPerTenMinutes: 1_000 };
}

const PicklistSchema = v.object({ wrapped: v.object({ options: v.array(v.union([v.string(), v.number()])) }) });
const FlagSchema = v.object({ wrapped: v.object({ type: v.literal('boolean') }) });

/** Every value of a switch, from its schema. Numbers and the like give none; their question names examples. */
function valuesOf(key: keyof Switches): SwitchesInput[] {
  const schema = SwitchesSchema.entries[key];
  if (v.is(FlagSchema, schema)) return [true, false].map((value) => ({ [key]: value }));
  if (v.is(PicklistSchema, schema)) return schema.wrapped.options.map((value) => ({ [key]: value }));
  return [];
}

function settingsOf({ examples, settles }: Question): readonly SwitchesInput[] {
  return examples ?? settles.flatMap(valuesOf);
}

/** Questions that every session asks. The others cost more than a test that asks all at once may spend. */
const ALWAYS = QUESTIONS.filter(({ onlyIfNamed }) => onlyIfNamed === undefined);

const cases = QUESTIONS.flatMap((question) => {
  return settingsOf(question).map((setting) => [question.name, JSON.stringify(setting), question, setting] as const);
});

/** Questions that need second codes. */
const WITH_NARROW_CODES = [
  'accessTokenRevocation',
  'accessTokens',
  'countScope',
  'tagActionScope',
  'updateScopeIsEnough',
];

function run(questions: readonly Question[]) {
  const needsNarrow = questions.some(({ name }) => WITH_NARROW_CODES.includes(name));
  return session.run(questions, needsNarrow ? {} : { narrow: {} });
}

/** Make thousands of records, or a module full of tags, for each value: in `npm run test:all`. */
const LONG = ['searchBeyond', 'moduleFullAs'];
const isLong = (name: string) => LONG.includes(name) && process.env['UNTAG_TEST_ALL'] === undefined;

/** Faults that the question needs to see anything. */
const MEANWHILE: Record<string, () => void> = {
  throttled: () => zoho.inject({ fault: 'tooManyRequests', match: { endpoint: 'org' } }),
  callCredits: () => zoho.set({ creditsHeaderFrom: 0 }),
};

describe('every value of a switch is found', () => {
  it.each(cases.filter(([name]) => !isLong(name)))('%s: %s', async (name, _text, question, setting) => {
    zoho.set(setting);
    MEANWHILE[name]?.();
    const { outcomes, left } = await run([question]);
    const [outcome] = outcomes;
    const found = outcome?.kind === 'answered' ? outcome.switches : outcome?.why;
    expect(found).toMatchObject(setting);
    expect(left).toBe(0);
  });
});

/** A Zoho in which each question has one of its settings. */
const anyZoho = fc
  .tuple(
    ...ALWAYS.filter((question) => settingsOf(question).length > 0).map((question) =>
      // Where ids cannot be a list, no other question gets beyond its first call.
      fc.constantFrom(...settingsOf(question).filter(({ idsAs }) => idsAs !== 'text')),
    ),
  )
  .map((settings): SwitchesInput => Object.assign({}, ...settings) as SwitchesInput);

describe('a Zoho of which much is unusual', () => {
  it('is never described wrongly: what cannot be told is said', async () => {
    await fc.assert(
      fc.asyncProperty(anyZoho, async (setting) => {
        zoho.set({ ...generous(), ...setting });
        const { outcomes, left } = await run(ALWAYS);
        const truth = zoho.switches;
        const wrong = outcomes.flatMap((outcome) =>
          outcome.kind === 'answered' ? wrongIn(outcome.question, outcome.switches, truth) : [],
        );
        expect(wrong).toEqual([]);
        expect(left).toBe(0);
      }),
      { numRuns: 12, seed: 28_11_2026, endOnFailure: true },
    );
  }, 120_000);
});

describe('the questions', () => {
  it('have names of their own', () => {
    const names = QUESTIONS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(QUESTIONS.filter(({ examples }) => examples).map((question) => [question.name, question] as const))(
    'have all that a schema lists among the examples of %s',
    (_name, question) => {
      const listed = question.settles.flatMap(valuesOf).flatMap((setting) => Object.entries(setting));
      const named = settingsOf(question).flatMap((setting) => Object.entries(setting));
      for (const [key, value] of listed) expect(named).toContainEqual([key, value]);
    },
  );

  it('name examples, or values that a schema lists', () => {
    const without = QUESTIONS.filter(
      ({ examples, settles }) => !examples && settles.some((key) => valuesOf(key).length === 0),
    );
    expect(without.map(({ name }) => name)).toEqual([]);
  });

  it('answer a Zoho of all defaults with the defaults, or say that they cannot tell', async () => {
    const { outcomes } = await run(ALWAYS);
    expect(outcomes.length).toBe(ALWAYS.length);
    const wrong = outcomes.flatMap((outcome) =>
      outcome.kind === 'answered' ? wrongIn(outcome.question, outcome.switches) : [],
    );
    expect(wrong).toEqual([]);
    const silent = outcomes.flatMap((outcome) =>
      outcome.kind === 'cannotTell' ? [`${outcome.question.name}: ${outcome.why}`] : [],
    );
    expect(silent).toEqual([
      'callCredits: credits left are told from half of the quota on, and this org has used less',
      'throttled: no 429 came, and none is provoked',
    ]);
  }, 60_000);

  it.each(QUESTIONS.filter(({ name }) => !isLong(name)).map((question) => [question.name, question] as const))(
    'cost no more than they say: %s',
    async (_name, question) => {
      MEANWHILE[question.name]?.();
      await run([]);
      const before = zoho.credits('brightside-sandbox').used;
      await run([question]);
      // A session without questions costs something too. It counts twice: before, and as part of this one.
      expect(zoho.credits('brightside-sandbox').used - 2 * before).toBeLessThanOrEqual(question.credits);
    },
  );
});

function wrongIn({ name }: Question, switches: SwitchesInput, truth: Switches = defaultSwitches()): string[] {
  const found = parseSwitches(switches);
  // With one tag a call, all values of this switch look the same.
  const isOneAnyway = (key: keyof Switches) => key === 'severalTagsChanged' && truth.maximumLength.tags === 1;
  return (Object.keys(switches) as (keyof Switches)[])
    .filter((key) => !isOneAnyway(key))
    .filter((key) => JSON.stringify(found[key]) !== JSON.stringify(truth[key]))
    .map((key) => `${name}: ${key} ${JSON.stringify(found[key])}`);
}

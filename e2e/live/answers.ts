import { defaultSwitches, parseSwitches } from '../zoho/switches.ts';
import { parseScenario } from '../zoho/scenario.ts';
import type { Switches, SwitchesInput } from '../zoho/switches.ts';
import type { Outcome } from './interview.ts';

/** The switches that the answers settle, merged over earlier ones, as a scenario for `npm run zoho`. */
export function scenarioOf(outcomes: readonly Outcome[], earlier: SwitchesInput = {}): { switches: SwitchesInput } {
  const switches: SwitchesInput = { ...earlier };
  for (const outcome of outcomes) if (outcome.kind === 'answered') Object.assign(switches, outcome.switches);
  const scenario = { switches };
  // Throws before it writes a file that could not be played.
  parseScenario(scenario);
  return scenario;
}

/** The answers in the text of a file; none where it is no scenario. */
export function answersIn(text: string): SwitchesInput {
  try {
    const scenario = JSON.parse(text) as { switches?: SwitchesInput };
    parseScenario(scenario);
    return scenario.switches ?? {};
  } catch {
    return {};
  }
}

function inShort(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface Row {
  question: string;
  seen: string;
  answer: string;
  today: string;
  same: string;
}

function rowsOf(outcome: Outcome, defaults: Switches): Row[] {
  const question = outcome.question.asks;
  const today = outcome.question.settles.map((key) => `${key}: ${inShort(defaults[key])}`).join(', ') || '–';
  if (outcome.kind === 'cannotTell') return [{ question, seen: outcome.why, answer: 'cannot tell', today, same: '?' }];
  const found = Object.keys(outcome.switches) as (keyof Switches)[];
  if (found.length === 0) return [{ question, seen: outcome.seen, answer: 'no switch', today: '–', same: '–' }];
  const settled = parseSwitches(outcome.switches);
  return found.map((key) => ({
    question,
    seen: outcome.seen,
    answer: `${key}: ${inShort(settled[key])}`,
    today: inShort(defaults[key]),
    same: inShort(settled[key]) === inShort(defaults[key]) ? 'same' : 'NOT',
  }));
}

/** The outcomes as a table in Markdown: question, what Zoho did, answer, today's default, the same or not. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const defaults = defaultSwitches();
  const head: Row = {
    question: 'question',
    seen: 'what Zoho did',
    answer: 'answer',
    today: "today's default",
    same: 'same?',
  };
  const rows = [head, ...outcomes.flatMap((outcome) => rowsOf(outcome, defaults))];
  const columns = ['question', 'seen', 'answer', 'today', 'same'] as const;
  const widths = columns.map((column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row: Row) =>
    `| ${columns.map((column, n) => row[column].replaceAll('|', '/').padEnd(widths[n] ?? 0)).join(' | ')} |`;
  const [first = '', ...rest] = rows.map(line);
  return [first, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rest].join('\n');
}

import { describe, expect, it } from 'vitest';
import type { RecordCount, TagUseArea, TagUses } from '../model/types.ts';
import { ageOf, idleDate, isAutomated, isIdleForYear, isNearLimit, isUnused } from './judgements.ts';

const NOW = Date.parse('2026-11-28T12:00:00Z');

function counted(n: number): RecordCount {
  return { n, at: NOW, from: 'list' };
}

function area(kind: TagUseArea['kind']): TagUseArea {
  return {
    kind,
    action: kind === 'view' ? null : 'add',
    places: [{ name: 'One', id: null, timing: null }],
    hasHidden: false,
  };
}

/** The uses of a tag, completely understood. */
function uses(...kinds: TagUseArea['kind'][]): TagUses {
  return { at: NOW, areas: kinds.map(area), isUsed: kinds.length > 0, isWhole: true };
}

const PARTLY: TagUses = { at: NOW, areas: [], isUsed: null, isWhole: false };
const SOME: TagUses = { at: NOW, areas: null, isUsed: true, isWhole: false };
const NONE_NAMED: TagUses = { at: NOW, areas: null, isUsed: false, isWhole: false };

describe('a tag is unused', () => {
  it.each([
    [counted(0), uses(), true],
    [counted(0), NONE_NAMED, true],
    [counted(0), uses('view'), false],
    [counted(0), uses('workflow'), false],
    [counted(0), SOME, false],
    [counted(1), uses(), false],
    [counted(1), null, false],
    [null, uses('view'), false],
    [counted(0), null, null],
    [counted(0), PARTLY, null],
    [null, uses(), null],
    [null, null, null],
  ])('%j, %j: %s', (records, used, expected) => {
    expect(isUnused({ records, uses: used })).toBe(expected);
  });
});

describe('a tag is automated', () => {
  it.each([
    [uses('workflow'), true],
    [uses('view', 'blueprint'), true],
    [{ ...uses('orchestration'), isWhole: false }, true],
    [uses('view'), false],
    [uses(), false],
    [NONE_NAMED, false],
    [{ ...uses('view'), isWhole: false }, null],
    [SOME, null],
    [PARTLY, null],
    [null, null],
  ])('%j: %s', (used, expected) => {
    expect(isAutomated({ uses: used })).toBe(expected);
  });
});

describe('a tag is not used for a year', () => {
  const on = (date: string) => ({ on: Date.parse(date), at: NOW });
  it.each([
    [on('2025-11-28T11:59:59Z'), null, true],
    [on('2025-11-28T12:00:01Z'), null, false],
    [on('2026-01-01T00:00:00Z'), '2020-01-01T00:00:00Z', false],
    [null, '2026-01-01T00:00:00Z', false],
    [null, '2025-11-27T00:00:00Z', null],
    [null, null, null],
  ])('%j, made %s: %s', (lastUsed, made, expected) => {
    expect(isIdleForYear({ lastUsed, createdAt: made === null ? null : Date.parse(made) }, NOW)).toBe(expected);
  });
});

it('a clock two years ahead makes no tag idle that is in use', () => {
  const ahead = Date.parse('2028-11-28T12:00:00Z');
  const used = { lastUsed: { on: NOW - 86_400_000, at: NOW }, createdAt: null };
  const idle = { lastUsed: { on: Date.parse('2024-01-01T00:00:00Z'), at: NOW }, createdAt: null };
  for (const zoho of [NOW, null]) {
    const date = idleDate(ahead, zoho, [idle, used]);
    expect([used, idle].map((tag) => isIdleForYear(tag, date))).toEqual([false, true]);
  }
  expect(idleDate(NOW, ahead, [used])).toBe(NOW);
  expect(idleDate(NOW, null, [])).toBe(NOW);
});

it.each([
  [90, 100, true],
  [89, 100, false],
  [18, 20, true],
  [17, 20, false],
  [90, null, null],
  [null, 100, null],
])('a module with %s of %s tags is near its limit: %s', (used, allowed, expected) => {
  expect(isNearLimit({ room: { used, allowed } })).toBe(expected);
});

it('what was read at a time that is still to come is as old as can be', () => {
  expect(ageOf(NOW - 5, NOW)).toBe(5);
  expect(ageOf(NOW + 1, NOW)).toBe(Infinity);
});

// @vitest-environment happy-dom
import '../shared/testing/extension.ts';
import { cleanup, fireEvent, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { cleanupsItem } from '../shared/cleanup-mirrors.ts';
import { writeMirror } from '../shared/run-mirrors.ts';
import { openPopup } from './testing/open-popup.tsx';
import '../ui/testing/patience.ts';
import { BRIGHTSIDE, cleanupOf, runOf, SANDBOX, stepOf, tickedPage } from './testing/world.ts';

afterEach(cleanup);

const LIST = { connections: [BRIGHTSIDE], page: tickedPage(12) } as const;

test('a clean-up of this org shows its progress over all modules, and can be stopped', async () => {
  const asked: unknown[] = [];
  await openPopup({
    ...LIST,
    cleanups: [cleanupOf({})],
    runs: [stepOf({})],
    onRequest: (name, data) => name.startsWith('cleanup.') && asked.push([name, data]),
  });
  await screen.findByRole('heading', { name: 'Removing “Trade show 2025” from all records' });
  expect(screen.getByText(/Module 2 of 3: Contacts/)).toBeTruthy();
  const bar = screen.getByRole('progressbar', { name: 'Clean-up' });
  expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['1168', '1284']);
  expect(screen.getByRole('link', { name: /Show it/ }).getAttribute('href')).toBe(
    `/src/tags-page/index.html?connection=${BRIGHTSIDE.id}`,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
  expect(asked).toEqual([['cleanup.stop', { id: 'clean' }]]);
  await cleanupsItem.set([cleanupOf({ isStopping: true })]);
  expect(await screen.findByRole('heading', { name: 'Stopping…' })).toBeTruthy();
});

test('it follows the run at work and gives way when it has ended, in one line that can be put away', async () => {
  const asked: unknown[] = [];
  await openPopup({
    ...LIST,
    cleanups: [cleanupOf({})],
    runs: [stepOf({})],
    onRequest: (name, data) => asked.push([name, data]),
  });
  await screen.findByRole('progressbar');
  await writeMirror(stepOf({ revision: 2, counts: { removed: 100, pending: 68 } }));
  await expect.poll(() => screen.getByRole('progressbar').getAttribute('value')).toBe('1204');
  const ended = cleanupOf({ phase: 'ended', step: null, endedAt: Date.now() });
  await writeMirror(stepOf({ revision: 3, state: 'done', counts: { removed: 168 } }));
  await cleanupsItem.set([ended]);
  expect((await screen.findByText(/has ended/)).textContent).toBe('A clean-up in Brightside Solar has ended');
  expect(screen.getAllByText(/has ended/)).toHaveLength(1);
  expect(screen.getByRole('link', { name: /Show it/ }).getAttribute('href')).toBe(
    '/src/report/index.html?cleanup=clean',
  );
  fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
  expect(asked).toContainEqual(['cleanup.seen', { id: 'clean' }]);
  await expect.poll(() => screen.queryByText(/has ended/)).toBeNull();
});

test('while its records are looked for it says how many are found, and none are removed', async () => {
  const steps = cleanupOf({}).steps.map((step, n) => ({ ...step, all: n === 0 ? 1_104 : 0, done: 0 }));
  await openPopup({
    ...LIST,
    cleanups: [cleanupOf({ phase: 'finding', steps })],
    runs: [stepOf({ state: 'reading', startedAt: null, counts: { pending: 70 } })],
  });
  await screen.findByRole('heading', { name: 'Finding the records with “Trade show 2025”' });
  expect(screen.getByText('1,174').parentElement?.textContent).toBe('1,174 records found so far');
  expect(screen.getByText(/Nothing is removed yet/)).toBeTruthy();
});

test.each([
  ['a question', cleanupOf({ phase: 'asking', step: null }), stepOf({}), 'waits for your answer'],
  ['a sign-in', cleanupOf({}), stepOf({ state: 'waiting', why: 'sign-in' }), 'is paused: 1,168 of 1,284'],
  ['another org', cleanupOf({ connectionId: SANDBOX.id }), stepOf({ connectionId: SANDBOX.id }), '1,168 of 1,284'],
])('with %s it is a line above what the popup is for', async (_, held, run, words) => {
  const popup = await openPopup({ ...LIST, cleanups: [held], runs: [run] });
  const line = await screen.findByText(new RegExp(words));
  expect(line.closest('.note')?.querySelector('a')?.getAttribute('href')).toContain(held.connectionId);
  expect(popup.state.value.state).toBe('choose');
});

test('the runs of a clean-up raise no line of their own', async () => {
  const own = runOf({ id: 'own', state: 'done', connectionId: SANDBOX.id });
  const popup = await openPopup({ ...LIST, runs: [stepOf({ state: 'done' }), own] });
  expect(popup.aside.value.map(({ id }) => id)).toEqual(['own']);
});

const STEPS = cleanupOf({}).steps;

test('a merge tells the half at work by its own numbers, and its bar counts both halves', async () => {
  const merging = cleanupOf({
    kind: 'replace',
    newName: 'VIP',
    tags: ['vip', 'V.I.P.'],
    tagCount: 2,
    isMerge: true,
    work: 'put',
    steps: STEPS.map((step, n) => ({ ...step, all: 2 * step.all, done: n === 0 ? 2 * step.all : 0 })),
  });
  const put = stepOf({ kind: 'put', counts: { removed: 60, 'had-none': 4, pending: 104 } });
  await openPopup({ ...LIST, cleanups: [merging], runs: [put] });
  await screen.findByRole('heading', { name: 'Merging into “VIP”' });
  expect(screen.getByText(/“VIP” is on/).textContent).toBe('“VIP” is on 64 of 168 contacts');
  const bar = screen.getByRole('progressbar', { name: 'Clean-up' });
  expect([bar.getAttribute('value'), bar.getAttribute('max')]).toEqual(['2272', '2568']);
});

test('a delete has no run and counts its tags', async () => {
  const steps = STEPS.slice(0, 1).map((step) => ({ ...step, runId: null, all: 20, done: 8 }));
  const deleting = cleanupOf({ kind: 'delete', work: 'delete', tags: ['Event'], tagCount: 20, step: 0, steps });
  await openPopup({ ...LIST, cleanups: [deleting] });
  await screen.findByRole('heading', { name: 'Deleting 20 tags' });
  expect(screen.getByText('8').parentElement?.textContent).toBe('8 of 20 tags');
});

test('the headline of a delete counts a name of several modules as often as the line under its bar', async () => {
  const steps = STEPS.slice(0, 2).map((step) => ({ ...step, runId: null, all: 3, done: 1 }));
  const deleting = cleanupOf({ kind: 'delete', work: 'delete', tags: ['A', 'B', 'C'], tagCount: 4, step: 0, steps });
  await openPopup({ ...LIST, cleanups: [deleting] });
  await screen.findByRole('heading', { name: 'Deleting 6 tags' });
  expect(screen.getByText('2').parentElement?.textContent).toBe('2 of 6 tags');
});

test('a tag that becomes another one of the chosen ones is merged, not replaced', async () => {
  const merging = cleanupOf({ kind: 'replace', newName: 'VIP', tags: ['vip'], isMerge: true, work: 'remove' });
  await openPopup({ ...LIST, cleanups: [merging], runs: [stepOf({})] });
  expect(await screen.findByRole('heading', { name: 'Merging into “VIP”' })).toBeTruthy();
});

test('a rename says why it waits, without a run', async () => {
  const steps = STEPS.slice(0, 1).map((step) => ({ ...step, runId: null, all: 1, done: 0 }));
  const told = { kind: 'rename', work: 'rename', newName: 'Lead, cold', tags: ['Cold-Lead'], step: 0, steps } as const;
  const wait = { why: 'rate-limit', until: Date.now() + 42_000 } as const;
  await openPopup({ ...LIST, cleanups: [cleanupOf({ ...told, steps: [...steps], tags: [...told.tags], wait })] });
  await screen.findByRole('heading', { name: 'Renaming “Cold-Lead” to “Lead, cold”' });
  expect(screen.getByText(/Continues automatically/)).toBeTruthy();
});

test.each([
  ['its run', cleanupOf({}), [stepOf({ state: 'waiting', why: 'zoho', until: Date.now() + 42_000 })]],
  ['its change of tags', cleanupOf({ work: 'make', wait: { why: 'rate-limit', until: Date.now() + 42_000 } }), []],
])('the wait of %s can be ended', async (_, waiting, runs) => {
  const asked: unknown[] = [];
  await openPopup({
    ...LIST,
    cleanups: [waiting],
    runs,
    onRequest: (name, data) => name.startsWith('cleanup.') && asked.push([name, data]),
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Try now' }));
  expect(asked).toEqual([['cleanup.goOn', { id: 'clean' }]]);
});

test('one that waits for a sign-in to change tags is a line, and the popup is for removing', async () => {
  const steps = STEPS.slice(0, 1).map((step) => ({ ...step, runId: null, all: 20, done: 8 }));
  const wait = { why: 'sign-in', until: null } as const;
  const held = cleanupOf({ kind: 'delete', work: 'delete', step: 0, steps, wait });
  const popup = await openPopup({ ...LIST, cleanups: [held] });
  expect((await screen.findByText(/is paused/)).textContent).toBe('A clean-up in Brightside Solar is paused: 40% done');
  expect(popup.state.value.state).toBe('choose');
});

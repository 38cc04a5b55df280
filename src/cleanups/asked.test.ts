import 'fake-indexeddb/auto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CleanupRequest } from '../shared/messages.ts';
import { CONNECTION, fill, LEADS, tagOf } from '../runs/testing/world.ts';
import type { Cleanup } from './model/types.ts';
import { cleanupWorld, type CleanupWorld } from './testing/cleanup-world.ts';

/* What a page may ask for. */

let made: CleanupWorld;
beforeEach(async () => {
  made = await cleanupWorld();
  fill(made.world, 3, () => [1]);
});
afterEach(() => made.end());

const [A, B] = [tagOf(1), tagOf(2)];
const isEnded = ({ state }: Cleanup) => state === 'ended';
type Step = CleanupRequest['steps'][number];

const holders = { tags: [A], way: 'scan' as const, counted: [null] };
const step: Step = { module: LEADS, holders };
const stays = { id: null, name: 'Brand new', colour: null };

function asked(kind: CleanupRequest['kind'] | undefined, changes: Partial<Step>, more: Partial<CleanupRequest> = {}) {
  const steps = [{ ...step, ...changes }];
  return { id: 'clean', connectionId: CONNECTION, ...(kind && { kind }), steps, ...more } satisfies CleanupRequest;
}

/** The code with which it is refused, and what was stored and asked for by then. */
async function refused(request: CleanupRequest): Promise<object> {
  const code = await made
    .cleanups()
    .start(request)
    .then(
      () => null,
      (error: { code: string }) => error.code,
    );
  return { code, stored: await made.cleanup('clean'), calls: made.world.zoho.calls.length };
}

function refusal(code: string): object {
  return { code, stored: null, calls: 0 };
}

/** The error with which it ends once it has started. */
async function errorOf(request: CleanupRequest): Promise<Cleanup['error']> {
  await made.cleanups().start(request);
  return (await made.shows('clean', isEnded)).error;
}

describe('a step that does not fit its kind is refused:', () => {
  test.each<[string, CleanupRequest]>([
    ['a replace without the tag that stays', asked('replace', {})],
    ['a replace of the tag that stays by itself', asked('replace', { stays: A })],
    ['a replace with a new name', asked('replace', { stays, name: 'New' })],
    ['a rename without a name', asked('rename', {})],
    ['a rename of two tags', asked('rename', { name: 'New', holders: { ...holders, tags: [A, B], counted: [1, 1] } })],
    ['a rename with a tag that stays', asked('rename', { name: 'New', stays })],
    ['a rename that deletes', asked('rename', { name: 'New' }, { isDeleting: true })],
    ['a delete with a new name', asked('delete', { name: 'New' })],
    ['a delete with a tag that stays', asked('delete', { stays })],
    ['a retire with a tag that stays', asked('retire', { stays })],
    ['a retire with a new name', asked(undefined, { name: 'New' })],
    ['a retire that merges', asked('retire', {}, { isMerge: true })],
    ['a retire that looks for no records and deletes nothing', asked('retire', { isUnused: true })],
    ['no tag at all', asked('retire', { holders: { ...holders, tags: [], counted: [] } })],
    ['a tag twice', asked('retire', { holders: { ...holders, tags: [A, A], counted: [1, 1] } })],
    ['more counts than tags', asked('retire', { holders: { ...holders, counted: [1, 2] } })],
    ['fewer counts than tags', asked('retire', { holders: { ...holders, counted: [] } })],
  ])('%s', async (_, request) => {
    expect(await refused(request)).toEqual(refusal('unexpected'));
  });

  test('but not one of several tags that become one', async () => {
    const both = { ...holders, tags: [A, B], counted: [3, 0] };
    expect(await errorOf(asked('replace', { stays: B, holders: both }, { isMerge: true }))).toBeNull();
  });
});

describe('a tag that the list of the module', () => {
  test('lacks is refused', async () => {
    made.lists.set('Leads', [B]);
    expect(await refused(asked('retire', {}))).toEqual(refusal('tags-changed'));
    expect(await refused(asked('delete', {}))).toEqual(refusal('tags-changed'));
    expect(await refused(asked('rename', { name: 'New' }))).toEqual(refusal('tags-changed'));
  });

  test('has under another name by now is refused: something else was confirmed', async () => {
    made.lists.set('Leads', [{ ...A, name: 'Key accounts' }]);
    expect(await refused(asked('delete', {}))).toEqual(refusal('tags-changed'));
  });

  test('has only in another module is refused', async () => {
    made.lists.set('Contacts', [A]);
    made.lists.set('Leads', [B]);
    expect(await refused(asked('retire', {}))).toEqual(refusal('tags-changed'));
  });

  test('lacks is refused also where it is the one that stays', async () => {
    made.lists.set('Leads', [A]);
    expect(await refused(asked('replace', { stays: B }))).toEqual(refusal('tags-changed'));
  });

  test('has starts, and one that is to be made need not be there', async () => {
    made.lists.set('Leads', [A]);
    expect(await errorOf(asked('replace', { stays }))).toBeNull();
  });

  test('cannot be asked about, because it was never read, is left to Zoho', async () => {
    expect(await errorOf(asked('retire', {}))).toBeNull();
  });

  test('a request that is repeated changes nothing, also where the list has changed since', async () => {
    await errorOf(asked('delete', { holders: { ...holders, tags: [B] } }));
    made.lists.set('Leads', []);
    await made.cleanups().start(asked('delete', { holders: { ...holders, tags: [B] } }));
    expect((await made.cleanup('clean'))?.steps[0]?.tags?.deleted).toEqual([B]);
  });
});

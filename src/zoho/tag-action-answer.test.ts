import { describe, expect, it } from 'vitest';
import { tagActionAnswer } from './tag-action-answer.ts';
import { toAppError } from '../shared/errors.ts';
import { isNoAnswer } from './answer.ts';

const ONE = '5725767000001234001';
const TWO = '5725767000001234002';
const THREE = '5725767000001234003';
const VIP = { id: '5725767000000900018', name: 'VIP' };
const WEB = { id: '5725767000000900007', name: 'web' };

function read(body: unknown, ids: readonly string[] = [ONE, TWO, THREE], status = 200) {
  const facts = { status, host: 'www.zohoapis.com', scope: '', creditsRemaining: null, retryAfterMs: undefined };
  return tagActionAnswer({ body, facts }, ids, [VIP, WEB]);
}

function thrown(body: unknown, ids?: readonly string[], status = 400) {
  try {
    read(body, ids, status);
  } catch (error) {
    return toAppError(error);
  }
  throw new Error('the answer was read');
}

function done(id: string, tags: readonly object[] = [], more: object = {}) {
  return { code: 'SUCCESS', details: { id, tags, ...more }, message: 'tags updated successfully', status: 'success' };
}

function refused(code: string, details: object = {}, message = '') {
  return { code, details, message, status: 'error' };
}

const locked = refused('RECORD_LOCKED', { action: 'record_locking', id: THREE }, 'the record is locked.');
const nothing = { rows: new Map(), unattributed: [], lockedCount: 0 };

describe('a colour', () => {
  it.each(['url(https://evil.example/)', 'red', '#fff', '#57B1FD;', '#57B1FDAA', ' #57B1FD', '', 7, {}])(
    'is #rrggbb or nothing: %j',
    (color_code) => {
      const { rows } = read({ data: [done(TWO, [{ ...VIP, color_code }] as never)] });
      expect(rows.get(TWO)).toMatchObject({ kind: 'ok', tags: [{ ...VIP, colour: null }] });
    },
  );
});

describe('rows', () => {
  it.each([200, 202, 207, 400])('are read by id whatever the status, here %i', (status) => {
    const data = [locked, done(TWO, [{ ...VIP, color_code: '#57B1FD' }, { ...WEB }]), done(ONE)];
    const { rows, unattributed, lockedCount } = read({ data, locked_count: '1' }, undefined, status);
    expect(rows.get(ONE)).toEqual({ kind: 'ok', tags: [], notAdded: [] });
    expect(rows.get(TWO)).toEqual({
      kind: 'ok',
      tags: [
        { ...VIP, colour: '#57B1FD' },
        { ...WEB, colour: null },
      ],
      notAdded: [],
    });
    expect(rows.get(THREE)).toEqual({
      kind: 'refused',
      code: 'RECORD_LOCKED',
      message: 'the record is locked.',
      places: [],
    });
    expect({ unattributed, lockedCount }).toEqual({ unattributed: [], lockedCount: 1 });
  });

  it('without an id are never matched by position', () => {
    const bad = refused('INVALID_DATA', { api_name: 'ids', json_path: '$.ids[1]' }, 'invalid data');
    const answer = read({ data: [done(ONE), bad, done(THREE)] });
    expect([...answer.rows.keys()]).toEqual([ONE, THREE]);
    expect(answer.unattributed).toEqual([{ code: 'INVALID_DATA', message: 'invalid data' }]);
  });

  it('that contradict each other, or say nothing of the tags, are left out', () => {
    const vague = { ...done(TWO), details: { id: TWO } };
    const answer = read({ data: [done(ONE), refused('RECORD_LOCKED', { id: ONE }), vague, done(THREE), done(THREE)] });
    expect([...answer.rows.keys()]).toEqual([THREE]);
    expect(answer.unattributed).toEqual([]);
  });

  it('of records that were not asked count only as refusals without a record', () => {
    const other = '5725767000009999999';
    const answer = read({ data: [done(other), refused('RECORD_LOCKED', { id: other }, 'locked'), done(ONE)] });
    expect([...answer.rows.keys()]).toEqual([ONE]);
    expect(answer.unattributed).toEqual([{ code: 'RECORD_LOCKED', message: 'locked' }]);
  });

  it('with an id that is a number are not trusted: it may have lost digits', () => {
    expect(read({ data: [done(5_725_767_000_001_234 as never), done(TWO)] }).rows.size).toBe(1);
  });

  it('tell the places that hold a tag, and the tags that were not added', () => {
    const places = [
      { type: 'workflow', resources: ['Score over 80', 'Monthly'] },
      { type: 'blueprint', resources: [] },
    ];
    const held = refused('NOT_ALLOWED', { id: ONE, associated_places: places });
    const full = done(TWO, [], { not_added_tags: [{ ...VIP, color_code: null }, 'web', { name: 'unknown' }, null] });
    const { rows } = read({ data: [held, full] });
    expect(rows.get(ONE)).toMatchObject({ code: 'NOT_ALLOWED', places: ['Score over 80', 'Monthly', 'blueprint'] });
    expect(rows.get(TWO)).toMatchObject({ kind: 'ok', notAdded: [VIP.id, WEB.id] });
  });

  it.each([
    ['2', 2],
    [2, 2],
    ['', 0],
    ['many', 0],
    [undefined, 0],
  ])('come with locked_count %j, which is %i', (locked_count, lockedCount) => {
    expect(read({ data: [], locked_count })).toEqual({ ...nothing, lockedCount });
  });
});

describe('one record', () => {
  it('needs no id in its row: the address named it', () => {
    const row = { ...done(ONE), details: { tags: [VIP], modifiedTime: 'Tue, 30 Dec 2025 03:47 PM' } };
    expect(read({ data: [row] }, [ONE]).rows.get(ONE)).toMatchObject({ kind: 'ok', tags: [{ name: 'VIP' }] });
  });

  it.each([
    ['RECORD_LOCKED', { id: ONE }],
    ['NOT_APPROVED', { resource_path_index: 1 }],
    ['INVALID_DATA', { resource_path_index: 1 }],
    ['LIMIT_REACHED', { id: ONE, limit: 10 }],
    ['RECORD_IN_BLUEPRINT', {}],
  ])('refused bare with %s is a row', (code, details) => {
    expect(read(refused(code, details), [ONE], 400).rows.get(ONE)).toMatchObject({ kind: 'refused', code });
  });

  it('refused for want of the right to edit it is a row', () => {
    const answer = read(refused('FAILURE', {}, 'permission denied to  update records'), [ONE], 400);
    expect(answer.rows.get(ONE)).toMatchObject({ kind: 'refused', code: 'FAILURE' });
  });

  it('refused for what is wrong with the call is an error', () => {
    expect(thrown(refused('NO_PERMISSION'), [ONE], 403).code).toBe('no-permission');
    expect(thrown({ data: [refused('INVALID_MODULE')] }, [ONE]).code).toBe('module-unknown');
  });
});

describe('a call refused as a whole', () => {
  it('for one locked record names it', () => {
    expect(thrown(locked)).toMatchObject({ code: 'record-locked', details: { recordId: THREE } });
  });

  it('for a tag names its place', () => {
    const details = { api_name: 'name', maximum_length: 25, json_path: '$.tags[1].name' };
    expect(thrown({ tags: [refused('INVALID_DATA', details)] })).toMatchObject({
      code: 'tag-gone',
      details: { index: 1, limit: 25 },
    });
  });

  it('may come as the only row', () => {
    expect(thrown({ data: [refused('AUTHORIZATION_FAILED', {}, 'to remove tags')] }).code).toBe('no-tag-removal');
    const limit = { maximum_length: 1, api_name: 'tags', json_path: '$.tags' };
    expect(thrown({ data: [refused('INVALID_DATA', limit)] })).toMatchObject({
      code: 'limit-exceeded',
      details: { field: 'tags', limit: 1 },
    });
  });

  it('is not what an only row without an id says of some record', () => {
    const answer = read({ data: [refused('RECORD_LOCKED', {}, 'locked')], locked_count: '1' }, undefined, 400);
    expect(answer).toEqual({
      rows: new Map(),
      unattributed: [{ code: 'RECORD_LOCKED', message: 'locked' }],
      lockedCount: 1,
    });
  });

  it.each([[undefined], [null], [{}], ['ok'], [{ data: 'ok' }], [{ data: [{ status: 'success' }] }]])(
    'is not what %j says: that is no answer',
    (body) => {
      const error = thrown(body, undefined, 200);
      expect(error.code).toBe('unreadable');
      expect(isNoAnswer(error)).toBe(true);
    },
  );
});

import '../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import type { RecordReason } from '../runs/model/types.ts';
import { reasonText } from './reason-text.ts';

const REASONS: Readonly<Record<RecordReason, true>> = {
  locked: true,
  'not-approved': true,
  'not-reviewed': true,
  blueprint: true,
  'no-edit': true,
  gone: true,
  'other-module': true,
  'tag-in-use': true,
  'locked-maybe': true,
  'no-answer': true,
  unknown: true,
  'not-sent-stop': true,
  'not-sent-credits': true,
  'not-sent-sign-in': true,
  'not-sent-org': true,
  'not-sent-error': true,
  'tag-limit': true,
  'tag-deleted': true,
  already: true,
  changed: true,
  other: true,
  'refused-together': true,
  'kept-old': true,
  'kept-new': true,
};

describe('reasonText', () => {
  it('speaks of several records in the plural', () => {
    expect(reasonText('locked').todo).toBe('Unlock it, then try again.');
    expect(reasonText('locked', {}, 1).todo).toBe('Unlock it, then try again.');
    expect(reasonText('locked', {}, 4).todo).toBe('Unlock them, then try again.');
    expect(reasonText('already', {}, 4).todo).toBe(reasonText('already').todo);
  });

  it.each(Object.keys(REASONS))('%s has words and a remedy', (reason) => {
    const said = reasonText(reason);
    expect(said.reason).not.toBe('');
    expect(said.todo).not.toBe('');
    expect(`${said.reason}${said.todo}`).not.toContain('{');
  });

  it('says more where more is known', () => {
    expect(reasonText('tag-deleted', { tag: 'Prime' }).reason).toBe('The tag “Prime” no longer exists.');
    expect(reasonText('other', { zohoCode: 'X', zohoMessage: 'no' }).reason).toBe('Zoho: “no” (X).');
  });

  it('reads an unknown reason as another refusal', () => {
    expect(reasonText('from-the-future').remedy).toBe('retry');
  });
});

import '../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import ar from '../../public/_locales/ar/messages.json' with { type: 'json' };
import de from '../../public/_locales/de/messages.json' with { type: 'json' };
import en from '../../public/_locales/en/messages.json' with { type: 'json' };
import ja from '../../public/_locales/ja/messages.json' with { type: 'json' };
import { RECORD_REASONS } from '../runs/model/types.ts';
import { isCutClientId } from '../shared/client-id.ts';
import { ERROR_CODES, type ErrorCode, type ErrorDetails } from '../shared/errors.ts';
import { text } from '../shared/i18n.ts';
import { errorOf, zohoErrorIn } from '../zoho/error-codes.ts';
import { errorText } from './error-text.ts';
import { outcomeHelp } from './outcome-words.ts';
import { reasonText } from './reason-text.ts';

const LIMIT = 321;
const sentences = (code: ErrorCode, details: ErrorDetails): string => {
  const { headline, records, todo } = errorText({ code, details }, { module: 'Leads', dataCentre: 'eu' });
  return [headline, records, todo].join(' ');
};
/** Removes numbers that are no limits: the start of client ids, the steps of the guide, and the counting of credits. */
const numbersIn = (words: string): readonly string[] =>
  words.replaceAll(/“1000\.”|steps 1 and 2|last 24 hours/g, '').match(/\d[\d,.]*\d|\d/g) ?? [];

/** Codes whose sentence names a limit, and the limited part of the request. */
const LIMITED: readonly (readonly [ErrorCode, string | undefined])[] = [
  ['view-too-big', undefined],
  ['limit-exceeded', 'ids'],
  ['limit-exceeded', 'tags'],
];

describe('every error code', () => {
  it.each(ERROR_CODES)('%s claims no number that nobody named', (code) => {
    expect(numbersIn(sentences(code, {}))).toEqual([]);
  });

  it.each(ERROR_CODES)('%s says the limit that Zoho named, or none', (code) => {
    for (const field of ['ids', 'tags', 'fields', undefined]) {
      const details = { limit: LIMIT, ...(field === undefined ? {} : { field }) };
      const isSaid = LIMITED.some(([one, part]) => one === code && (part === undefined || part === field));
      expect(numbersIn(sentences(code, details))).toEqual(isSaid ? ['321'] : []);
    }
  });

  it.each(ERROR_CODES)('%s does not say of records that were not looked at that they keep tags', (code) => {
    expect(sentences(code, {})).not.toMatch(/keeps? (?:its|their) tags/);
  });
});

describe('every limit that Zoho can name', () => {
  const refusal = (code: string, details: object, status = 400) => {
    const error = zohoErrorIn({ code, details, message: '', status: 'error' });
    if (error === null) throw new Error('no error in the body');
    const facts = { status, host: 'www.zohoapis.eu', scope: '', creditsRemaining: null, retryAfterMs: undefined };
    return errorOf(error, facts);
  };

  it.each([
    [
      'INVALID_DATA',
      { api_name: 'tags', json_path: '$.tags', maximum_length: 1 },
      'Most tags that Zoho takes at once: 1',
    ],
    ['INVALID_DATA', { api_name: 'ids', maximum_length: 100 }, 'Most records that Zoho takes at once: 100'],
    ['INVALID_DATA', { param_name: 'ids', maximum_length: 1024 }, 'Zoho takes smaller groups only'],
    ['LIMIT_EXCEEDED', { limit: 50, param_name: 'fields' }, 'Zoho takes smaller groups only'],
    ['LIMIT_REACHED', {}, 'Zoho takes smaller groups only'],
    ['DISCRETE_PAGINATION_LIMIT_EXCEEDED', { limit: 2000 }, 'This view has more than 2,000 records'],
    ['PAGINATION_LIMIT_EXCEEDED', { limit: 100_000 }, 'This view has more than 100,000 records'],
    ['PAGINATION_LIMIT_EXCEEDED', {}, 'This view has more records than Zoho lets apps read'],
    ['LICENSE_LIMIT_EXCEEDED', {}, 'Zoho allows no more tags in Leads'],
  ])('%s %j: %s', (code, details, headline) => {
    const { code: ours, details: known } = refusal(code, details);
    expect(errorText({ code: ours, details: known }, { module: 'Leads' }).headline).toBe(headline);
  });
});

describe('every reason of a record', () => {
  it.each(RECORD_REASONS)('%s claims no number, and no answer that was not given', (reason) => {
    const { reason: said, todo } = reasonText(reason);
    expect(numbersIn(`${said} ${todo}`)).toEqual([]);
    expect(said).not.toMatch(/left it out|keeps? its tags/);
  });
});

describe('the outcomes', () => {
  it('say of failed records that nothing was taken off them, not what they have', () => {
    expect(outcomeHelp('failed', 'removal')).toBe('Nothing was removed: Zoho refused, or did not find the record.');
    expect(outcomeHelp('not-sent', 'removal')).toBe('Untag did not get to these. Nothing was sent to Zoho for them.');
    expect(outcomeHelp('unknown', 'removal')).toBe('Zoho never confirmed these. Check them again.');
  });
});

it('a module is called by its name in the address where nobody knows another', () => {
  const error = { code: 'module-unsupported', details: { name: 'Activities' } } as const;
  expect(errorText(error).headline).toBe('Zoho’s API has no tags for Activities');
  expect(errorText(error, { module: 'Tasks' }).headline).toContain('Tasks');
  expect(text('nopage_p', { page: 'Reports' })).toMatch(/^Zoho’s API has no tags for Reports/);
});

it('a client ID that is cut is called too short, another one by how it begins', () => {
  expect(['1000.', '1000.ABC', '1000.ABCDEFG'].map(isCutClientId)).toEqual([true, true, true]);
  expect(['1000.ABCDEFGHIJ', '1001.ABC', 'abc', '', '1000.AB CD'].map(isCutClientId)).toEqual(Array(5).fill(false));
  expect(errorText({ code: 'client-form', details: { isCut: true } }).headline).toBe('This client ID is too short');
  expect(errorText({ code: 'client-form', details: {} }).headline).toBe('A client ID begins with “1000.”');
});

it.each([
  ['en', en],
  ['de', de],
  ['ja', ja],
  ['ar', ar],
])('no text of %s holds a number that Zoho has to name', (_language, messages) => {
  const withLimits = Object.entries(messages).filter(([, { message }]) => /\d{3}/.test(message.replace('1000', '')));
  expect(withLimits.map(([key]) => key)).toEqual([]);
});

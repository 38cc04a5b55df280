import '../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES } from '../shared/errors.ts';
import { errorText } from './error-text.ts';
import { errorDetails } from './error-details.ts';
import { supportOf } from './support.ts';

describe('errorText', () => {
  it.each(ERROR_CODES)('%s says what happened, without an open placeholder', (code) => {
    const said = errorText({ code, details: {} }, { module: 'Leads', dataCentre: 'eu' });
    expect(said.headline).not.toBe('');
    expect(`${said.headline}${said.records}${said.todo}`).not.toMatch(/[{}]|undefined/);
    expect(said.todo !== '' || said.action !== null).toBe(true);
  });

  it('asks to send the details only with an address, and then says which', () => {
    const faults = ['url-unknown', 'method-refused', 'request-refused', 'foreign-host', 'places-differ', 'unexpected'];
    const asks = (support: ReturnType<typeof supportOf>): readonly string[] =>
      ERROR_CODES.filter((code) => /\bsend\b/i.test(errorText({ code, details: {} }, {}, support).todo));
    expect(asks(null)).toEqual([]);
    expect(asks(supportOf('help@untag.example')).toSorted()).toEqual(faults.toSorted());
    const said = errorText({ code: 'request-refused', details: {} }, {}, supportOf('help@untag.example'));
    expect(said.todo).toBe('A fault of Untag. Send the details to help@untag.example.');
  });

  it('quotes Zoho where Untag has no words of its own', () => {
    const error = { code: 'zoho-other', details: { zohoCode: 'NEW_CODE', zohoMessage: 'not today' } } as const;
    expect(errorText(error).headline).toBe('Zoho: “not today” (NEW_CODE)');
  });

  it('names the org that was chosen at Zoho instead of the wanted one', () => {
    const error = { code: 'other-org', details: { name: 'Brightside Solar', environment: 'sandbox' } } as const;
    expect(errorText(error).headline).toBe('Connected Brightside Solar, Sandbox');
    expect(errorText({ code: 'other-org', details: { name: 'Brightside Solar' } }).headline).toBe(
      'The connection now belongs to another org or user',
    );
  });

  it.each([
    ['ZohoCRM.modules.ALL', 'Zoho did not give Untag the permission to change tags'],
    ['ZohoCRM.settings.tags.READ', 'Zoho did not give Untag the permission to read the list of tags'],
    ['ZohoCRM.settings.modules.READ', 'Zoho did not give Untag the permission to read the list of modules'],
    ['ZohoCRM.org.READ', 'Zoho did not give Untag one permission'],
  ])('names the right %s where it is missing', (name, headline) => {
    const said = errorText({ code: 'scope-missing', details: { name } });
    expect(said).toMatchObject({ headline, action: 'connect-again' });
    expect(said.todo).toContain(name);
  });

  it('names the way that helps where another start of the browser did not', () => {
    expect(errorText({ code: 'storage-broken', details: {} }).todo).toContain('open it again');
    const said = errorText({ code: 'storage-broken', details: { isLasting: true } });
    expect(said.todo).toMatch(/Remove Untag.*install it again.*loses the history.*Nothing in Zoho CRM is touched/);
  });

  it('speaks of no group and no record where Zoho refuses a tag', () => {
    const error = { code: 'data-refused', details: { zohoCode: 'INVALID_DATA' } } as const;
    const { headline, records, todo } = errorText(error, { isOfTag: true });
    expect([headline, records, todo]).toEqual([
      'Zoho did not accept the request',
      'This request changed nothing.',
      'Check the tag in Zoho, then try again.',
    ]);
    expect(errorText(error).records).toContain('halves the group');
  });

  it('is true of a first tag and of a deleted one where the module has no room', () => {
    expect(errorText({ code: 'tag-limit-module', details: {} }).records).not.toContain('again');
  });

  it('says when a throttled sign-in may be tried again', () => {
    const now = new Date(2026, 10, 23, 14, 30).getTime();
    const error = { code: 'sign-in-throttled', details: { retryAfterMs: 360_000 } } as const;
    expect(errorText(error, { now }).todo).toBe('Zoho lets you try again at 14:36.');
  });
});

describe('errorDetails', () => {
  it('holds facts and no ids of records', () => {
    const details = { status: 400, zohoCode: 'INVALID_DATA', zohoMessage: 'id 581200000001234001 is invalid' };
    const text = errorDetails(
      { code: 'data-refused', details: { ...details, recordId: '581200000001234001' } },
      '0.1.0',
    );
    expect(text).toBe(
      'code: data-refused\nstatus: 400\nzohoCode: INVALID_DATA\nzohoMessage: id # is invalid\nversion: 0.1.0',
    );
  });
});

describe('supportOf', () => {
  it('makes a link of a mail address and of a page', () => {
    expect(supportOf('help@untag.example')?.href).toBe('mailto:help@untag.example');
    expect(supportOf('https://untag.example/help')?.href).toBe('https://untag.example/help');
    expect(supportOf('')).toBeNull();
  });
});

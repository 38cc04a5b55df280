import { fakeBrowser } from './testing/extension.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { isCrmFrame, isOwnPage, type Sender } from './senders.ts';

const OWN = 'chrome-extension://untag/src/popup/index.html';
const LIST = 'https://crm.zoho.com/crm/org1/tab/Leads';

beforeEach(() => {
  fakeBrowser.runtime.id = 'untag';
  fakeBrowser.runtime.getURL = (path: string) => `chrome-extension://untag/${path}`;
});

describe('isOwnPage', () => {
  it.each<[string, Sender]>([
    ['a page', { id: 'untag', url: OWN, origin: 'chrome-extension://untag' }],
    ['a page of a browser that tells no origin', { id: 'untag', url: OWN }],
  ])('knows %s', (_who, sender) => {
    expect(isOwnPage(sender)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'null',
    'about:blank',
    LIST,
    'chrome-extension://untag.evil/',
    'chrome-extension://untagx/src',
    ' https://crm.zoho.com/#chrome-extension://untag/',
    `https://crm.zoho.com/?${OWN}`,
    'blob:chrome-extension://untag/1',
    'filesystem:chrome-extension://untag/',
    'data:text/html,chrome-extension://untag/',
    'moz-extension://untag/',
    'view-source:chrome-extension://untag/',
  ])('is not fooled by the address %s', (url) => {
    expect(isOwnPage({ id: 'untag', url })).toBe(false);
  });

  it.each<[string, Sender]>([
    ['another extension', { id: 'other', url: OWN }],
    ['nobody', { url: OWN }],
    ['an origin that is not that of the address', { id: 'untag', url: OWN, origin: 'https://crm.zoho.com' }],
    ['an opaque origin', { id: 'untag', url: OWN, origin: 'null' }],
  ])('is not fooled by %s', (_who, sender) => {
    expect(isOwnPage(sender)).toBe(false);
  });
});

describe('isCrmFrame', () => {
  it('knows the content script of Untag in a page of the CRM', () => {
    expect(isCrmFrame({ id: 'untag', url: LIST, origin: 'https://crm.zoho.com' })).toBe(true);
    expect(isCrmFrame({ id: 'untag', url: 'https://crmsandbox.zohocloud.ca/crm/org1' })).toBe(true);
  });

  it.each<[string, Sender]>([
    ['another extension', { id: 'other', url: LIST }],
    ['another site', { id: 'untag', url: 'https://crm.zoho.com.evil.example/' }],
    ['a page without TLS', { id: 'untag', url: 'http://crm.zoho.com/' }],
    ['another port', { id: 'untag', url: 'https://crm.zoho.com:8443/' }],
    ['another origin', { id: 'untag', url: LIST, origin: 'https://evil.example' }],
    ['a sandboxed frame', { id: 'untag', url: LIST, origin: 'null' }],
    ['no address', { id: 'untag' }],
    ['an address that is none', { id: 'untag', url: 'x' }],
    ['a page of Untag', { id: 'untag', url: OWN }],
  ])('is not fooled by %s', (_who, sender) => {
    expect(isCrmFrame(sender)).toBe(false);
  });
});

import type { Scene } from '../../../src/popup/testing/scene.ts';
import { AppError } from '../../../src/shared/errors.ts';
import { BRIGHTSIDE, idsOf, LEADS, NOW, pageOf, SANDBOX, tickedPage } from '../../../src/popup/testing/world.ts';

const LIST_URL = 'https://crm.zoho.eu/crm/org20087145332/tab/Leads/custom-view/581200000000087501/list';
const BASKET = {
  connectionId: BRIGHTSIDE.id,
  module: LEADS,
  ids: idsOf(37),
  pages: ['a', 'b', 'c'],
  keptAt: NOW,
};

/** States before a choice is possible, in the order of the mock. */
export const FIRST: readonly Scene[] = [
  { name: '01-first-use', page: pageOf({}), clientId: '' },
  { name: '01b-first-use-elsewhere', tabUrl: null, page: null, clientId: '' },
  { name: '01c-first-use-ready', tabUrl: null, page: null },
  { name: '02-not-connected', page: pageOf({}) },
  { name: '02e-sandbox', page: pageOf({ host: 'crmsandbox.zoho.eu', orgSegment: 'org20091160077' }) },
  {
    name: '02b-refused',
    page: pageOf({}),
    signIn: { state: 'failed', dataCentre: 'eu', code: 'consent-refused', details: {}, at: NOW },
  },
  { name: '02c-signed-out', connections: [{ ...BRIGHTSIDE, isSignedOut: true }], page: pageOf({}) },
  {
    name: '02d-not-begun',
    page: pageOf({}),
    onRequest: (name) => {
      if (name === 'sign-in.start') throw new AppError('client-unknown');
    },
    act: (popup) => popup.session.connect({ dataCentre: 'eu', orgSegment: null, isSandbox: false }),
  },
  {
    name: '03-connecting',
    page: pageOf({}),
    signIn: { state: 'waiting', dataCentre: 'eu', way: 'client', startedAt: NOW },
  },
  {
    name: '04-not-zoho',
    connections: [BRIGHTSIDE],
    tabUrl: null,
    page: null,
    basket: BASKET,
    lastTab: { tabId: 2, url: LIST_URL },
  },
  { name: '04b-nothing-kept', connections: [BRIGHTSIDE], tabUrl: null, page: null },
  { name: '05-no-page', connections: [BRIGHTSIDE], page: pageOf({ moduleSlug: null, view: 'other', viewId: null }) },
  {
    name: '05b-module-without-tags',
    connections: [BRIGHTSIDE],
    page: pageOf({ moduleSlug: 'Reports', view: 'other', viewId: null }),
    onRequest: (name) => {
      if (name === 'module.resolve') throw new AppError('module-unsupported');
    },
  },
  {
    name: '05c-no-page-basket',
    connections: [BRIGHTSIDE],
    page: pageOf({ moduleSlug: null, view: 'other', viewId: null }),
    basket: BASKET,
  },
  {
    name: '05d-search',
    connections: [BRIGHTSIDE],
    page: pageOf({ moduleSlug: null, view: 'search', viewId: null }, { isReadable: false, elsewhere: 3 }),
  },
  { name: '06-stale', connections: [BRIGHTSIDE], tabUrl: LIST_URL, page: null },
  {
    name: '06b-page-elsewhere',
    connections: [BRIGHTSIDE],
    tabUrl: LIST_URL,
    refused: {
      browser: pageOf({}).context,
      page: pageOf({ host: 'crm.zoho.com', orgSegment: 'org20070000001' }).context,
    },
  },
  {
    name: '06c-page-odd',
    connections: [BRIGHTSIDE],
    tabUrl: LIST_URL,
    refused: { browser: pageOf({}).context, page: null },
  },
  {
    name: '07-wrong-org',
    connections: [BRIGHTSIDE],
    page: pageOf({ host: 'crmsandbox.zoho.eu', orgSegment: 'org20091160077' }),
  },
  { name: '07c-other-org', connections: [BRIGHTSIDE], page: pageOf({ orgSegment: 'org20070000001' }) },
  { name: '07d-other-data-centre', connections: [BRIGHTSIDE], page: pageOf({ host: 'crm.zoho.com' }) },
  {
    name: '07e-production',
    connections: [SANDBOX],
    page: pageOf({}),
    signIn: {
      state: 'failed',
      dataCentre: 'eu',
      code: 'other-org',
      details: { name: 'Northgate', environment: 'production' },
      at: NOW,
    },
  },
  { name: '07b-unsure', connections: [BRIGHTSIDE], page: pageOf({ orgSegment: null }) },
  {
    name: '08-no-permission',
    connections: [BRIGHTSIDE],
    page: tickedPage(12),
    readError: {
      code: 'no-permission',
      details: { permissions: ['Crm_Implied_Edit_Leads', 'Crm_Implied_Tags_Leads'] },
    },
  },
  {
    name: '08b-one-permission',
    connections: [{ ...BRIGHTSIDE, user: { ...BRIGHTSIDE.user, profile: null } }],
    page: tickedPage(12),
    readError: { code: 'no-permission', details: { permissions: ['Crm_Implied_Api_Access'] } },
  },
  {
    name: '09-host-access',
    connections: [BRIGHTSIDE],
    page: pageOf({}),
    withheld: ['https://crm.zoho.eu/*'],
  },
  {
    name: '09c-store-stays-broken',
    connections: [BRIGHTSIDE],
    page: pageOf({}),
    act: (popup) => void (popup.storeFault.value = { code: 'storage-broken', details: { isLasting: true } }),
  },
  {
    name: '09d-history-lost',
    connections: [BRIGHTSIDE],
    page: pageOf({}),
    act: (popup) => void (popup.lost.value = { count: 7, at: 0 }),
  },
  { name: '09b-store-broken', connections: [BRIGHTSIDE], page: pageOf({}), isStoreBroken: true },
];

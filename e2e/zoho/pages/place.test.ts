import { expect, test } from 'vitest';
import { framedPath, placeOf } from './place.ts';

const RECORD = '5725767000004321001';
const VIEW = '5725767000087002001';

function place(path: string) {
  return placeOf(new URL(`https://crm.zoho.com${path}`));
}

test.each([
  ['/crm/org808232144/tab/Leads', { kind: 'list', segment: 'org808232144', tab: 'Leads', viewId: null }],
  [
    `/crm/org808232144/tab/Potentials/custom-view/${VIEW}/list?page=2`,
    { kind: 'list', segment: 'org808232144', tab: 'Potentials', viewId: VIEW },
  ],
  [`/crm/nordwind/tab/Leads/custom-view/${VIEW}`, { kind: 'list', segment: 'nordwind', tab: 'Leads', viewId: VIEW }],
  [
    `/crm/org1/tab/Leads/custom-view/${VIEW}/kanban`,
    { kind: 'view', segment: 'org1', tab: 'Leads', viewId: VIEW, shape: 'kanban' },
  ],
  [
    `/crm/org1/tab/CustomModule5/${RECORD}`,
    { kind: 'record', segment: 'org1', tab: 'CustomModule5', recordId: RECORD, action: 'show' },
  ],
  [
    `/crm/org1/tab/Tasks/${RECORD}/edit`,
    { kind: 'record', segment: 'org1', tab: 'Tasks', recordId: RECORD, action: 'edit' },
  ],
  ['/crm/org1/tab/Leads/list', { kind: 'record', segment: 'org1', tab: 'Leads', recordId: 'list', action: 'show' }],
  [`/crm/tab/Leads/${RECORD}`, { kind: 'record', segment: null, tab: 'Leads', recordId: RECORD, action: 'show' }],
  ['/crm/org1/tab/Leads/create?layoutId=1', { kind: 'create', segment: 'org1', tab: 'Leads' }],
  ['/crm/org1/search?searchword=a+b&isRelevance=false', { kind: 'search', segment: 'org1', word: 'a b' }],
  ['/crm/org1/tab/Home', { kind: 'home', segment: 'org1' }],
  ['/crm/org1', { kind: 'home', segment: 'org1' }],
  ['/crm/', { kind: 'home', segment: null }],
  [`/crm/EntityInfo.do?module=Leads&id=${RECORD}`, { kind: 'entityInfo', module: 'Leads', recordId: RECORD }],
  ['/crm/org1/settings', { kind: 'lost' }],
  [`/crm/org1/tab/Leads/${RECORD}/somewhere`, { kind: 'lost' }],
  ['/desk/org1', { kind: 'lost' }],
])('%s', (path, expected) => {
  expect(place(path)).toEqual(expected);
});

test.each([
  ['/zohoone/acme/home/cxapp/crm/org1/tab/Leads', '/crm/org1/tab/Leads'],
  ['/zohoone/acme/home/cxapp-spaces/sales/crm/org1/tab/Leads', '/crm/org1/tab/Leads'],
  ['/acme/index.do/cxapp/crm/org1/tab/Leads', '/crm/org1/tab/Leads'],
  ['/zohoone/acme/home/desk', null],
])('the shell at %s frames %s', (path, framed) => {
  expect(framedPath(path)).toBe(framed);
});

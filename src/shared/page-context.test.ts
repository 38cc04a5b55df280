import { describe, expect, it } from 'vitest';
import { pageContextOf } from './page-context.ts';

const VIEW = '955332000001288053';
const ID = '6834250000003103001';
const nothing = { orgSegment: null, moduleSlug: null, view: 'other', viewId: null, recordId: null };

function of(path: string, host = 'crm.zoho.com'): object {
  return pageContextOf(new URL(path, `https://${host}`));
}

describe('pageContextOf', () => {
  it.each([
    [`/crm/org1/tab/Leads/custom-view/${VIEW}/list?page=1&per_page=50`, { view: 'list', viewId: VIEW }],
    [`/crm/org1/tab/Leads/custom-view/${VIEW}`, { view: 'list', viewId: VIEW }],
    [`/crm/org1/tab/Leads/custom-view/${VIEW}/list/`, { view: 'list', viewId: VIEW }],
    ['/crm/org1/tab/Leads', { view: 'list' }],
    ['/crm/org1/ShowTab.do?module=Leads', { view: 'list' }],
    [`/crm/org1/tab/Leads/custom-view/${VIEW}/kanban?pipeline=2`, { view: 'kanban', viewId: VIEW }],
    [`/crm/org1/tab/Leads/custom-view/${VIEW}/canvas`, { view: 'canvas', viewId: VIEW }],
    [`/crm/org1/tab/Leads/custom-view/${VIEW}/sheet`, { view: 'sheet', viewId: VIEW }],
    [`/crm/org1/tab/Leads/custom-view/${VIEW}/timeline`, { view: 'unknown', viewId: VIEW }],
    [`/crm/org1/tab/Leads/${ID}`, { view: 'record', recordId: ID }],
    [`/crm/org1/tab/Leads/${ID}/edit`, { view: 'record', recordId: ID }],
    [`/crm/org1/tab/Leads/${ID}/convert`, { view: 'record', recordId: ID }],
    [`/crm/org1/EntityInfo.do?module=Leads&id=${ID}`, { view: 'record', recordId: ID }],
    ['/crm/org1/EntityInfo.do?module=Leads&id=12', {}],
    ['/crm/org1/tab/Leads/list', {}],
    ['/crm/org1/tab/Leads/create?layoutId=955332000001288053', {}],
    ['/crm/org1/tab/Leads/custom-views/create', {}],
    ['/crm/org1/tab/Leads/custom-view/create', {}],
    ['/crm/org1/tab/Leads/actions/mass-tools?type=mass_delete', {}],
  ])('%s', (path, wanted) => {
    expect(of(path)).toEqual({ ...nothing, host: 'crm.zoho.com', orgSegment: 'org1', moduleSlug: 'Leads', ...wanted });
  });

  it.each([
    ['/crm/org1/search?searchword=ada&isRelevance=false', { orgSegment: 'org1', view: 'search' }],
    ['/crm/search?searchword=ada', { view: 'search' }],
    ['/crm/org1/tab/Home', { orgSegment: 'org1' }],
    ['/crm/org1/tab/Reports/custom-view/955332000001288053/list', { orgSegment: 'org1' }],
    ['/crm/org1/tab/WebTab3', { orgSegment: 'org1' }],
    ['/crm/org1/settings/modules', { orgSegment: 'org1' }],
    ['/crm/', {}],
    ['/', {}],
    ['/crmish/org1/tab/Leads', {}],
    ['/crm/org1/tab/', { orgSegment: 'org1' }],
    ['/crm/%E0%A4%A/tab/Leads', { orgSegment: '%E0%A4%A', moduleSlug: 'Leads', view: 'list' }],
  ])('%s shows no module, or nothing of one', (path, wanted) => {
    expect(of(path)).toEqual({ ...nothing, host: 'crm.zoho.com', ...wanted });
  });

  it.each([
    ['/crm/tab/Potentials/955332000004403609', 'crm.zoho.in', null],
    ['/crm/eshopbox/tab/Potentials/955332000004403609', 'crm.zoho.in', 'eshopbox'],
    ['/crm/crm/tab/Potentials/955332000004403609', 'crm.zoho.in', 'crm'],
    ['/crm/boostedcrmsandbox/tab/Potentials/955332000004403609', 'crmsandbox.zoho.eu', 'boostedcrmsandbox'],
    ['/crm/EntityInfo.do?module=Potentials&id=955332000004403609', 'crm.zoho.com', null],
    ['/crm/ShowEntityInfo.do?id=955332000004403609&module=Potentials&isload=true', 'crm.zoho.com', null],
    ['/crm/org7/EditEntity.do?module=Potentials&id=955332000004403609', 'crm.zoho.com', 'org7'],
    ['/acme/index.do/cxapp/crm/org7/tab/Potentials/955332000004403609', 'crmplus.zoho.com', 'org7'],
    ['/crm/index.do/cxapp/crm/org7/tab/Potentials/955332000004403609', 'crmplus.zoho.com', 'org7'],
    ['/zohoone/acme/home/cxapp/crm/org7/tab/Potentials/955332000004403609', 'one.zoho.com', 'org7'],
    ['/zohoone/acme/home/cxapp-spaces/crm/crm/org7/tab/Potentials/955332000004403609', 'one.zoho.com', 'org7'],
    ['/zohoone/acme/home/cxapp-spaces/sales/crm/org7/tab/Potentials/955332000004403609', 'one.zoho.com', 'org7'],
  ])('%s on %s is of the org segment %s', (path, host, orgSegment) => {
    const context = of(path, host);
    expect(context).toMatchObject({ host, orgSegment });
    expect(context).toMatchObject({ moduleSlug: 'Potentials', view: 'record', recordId: '955332000004403609' });
  });
});

import '../shared/testing/extension.ts';
import { describe, expect, it } from 'vitest';
import { noteForAdmin, permissionText } from './permission-text.ts';

const LEADS = {
  apiName: 'Leads',
  moduleSlug: 'Leads',
  singular: 'Lead',
  plural: 'Leads',
  isCustom: false,
  nameField: 'Full_Name',
};

describe('permissionText', () => {
  it('says known permissions in words', () => {
    expect(permissionText('Crm_Implied_Tags_Leads', LEADS)).toEqual({ what: 'Tag leads', where: 'Leads, Tags' });
    expect(permissionText('Crm_Implied_Edit_Deals', LEADS)).toEqual({ what: 'Edit Deals', where: 'Deals, Edit' });
    expect(permissionText('Crm_Implied_Api_Access', null).what).toBe('Use apps with Zoho CRM');
  });

  it('leaves others as Zoho writes them', () => {
    expect(permissionText('Crm_Implied_New_Right', null)).toEqual({ what: 'Crm_Implied_New_Right', where: '' });
  });

  it('makes a note to send on', () => {
    expect(noteForAdmin(['Crm_Implied_Tags_Leads'], LEADS, 'Sales standard')).toContain(
      'My profile “Sales standard” lacks: Tag leads (Leads, Tags).',
    );
  });
});

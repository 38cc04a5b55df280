import { describe, expect, it } from 'vitest';
import { pastedIds } from './pasted-ids.ts';

const A = '581200000001234001';
const B = '581200000001234002';
const C = '581200000001234003';

describe('pastedIds', () => {
  it('reads links and ids, counts what is repeated, and names lines without an id', () => {
    const pasted = pastedIds(
      `https://crm.zoho.eu/crm/org20087145332/tab/Leads/${A}\n${B}\n${C}, ${B}\r\nAda Byron\n\n`,
    );
    expect(pasted).toEqual({
      ids: [A, B, C],
      repeated: 1,
      bad: ['Ada Byron'],
      moduleSlugs: ['Leads'],
      orgSegments: ['org20087145332'],
      hosts: ['crm.zoho.eu'],
    });
  });

  it('reads what Zoho exports: zcrm_ ids in a column under its head', () => {
    const pasted = pastedIds(`Record Id,Last Name\n"zcrm_${A}",Byron\n"zcrm_${B}",Tran`);
    expect(pasted.ids).toEqual([A, B]);
    expect(pasted.bad).toEqual([]);
  });

  it('takes a head for a bad line only at the top', () => {
    expect(pastedIds(`${A}\nRecord Id`).bad).toEqual(['Record Id']);
  });

  it('does not take a view for a record', () => {
    const pasted = pastedIds('https://crm.zoho.com/crm/org1/tab/Leads/custom-view/955332000001288053/list?page=1');
    expect(pasted.ids).toEqual([]);
    expect(pasted.bad).toHaveLength(1);
  });

  it('reads links of shells, edit pages and old deep links', () => {
    const pasted = pastedIds(
      [
        `https://one.zoho.com/zohoone/acme/home/cxapp/crm/org7/tab/Potentials/${A}`,
        `https://crm.zoho.com/crm/org7/tab/Potentials/${B}/edit`,
        `https://crm.zoho.com/crm/EntityInfo.do?module=Potentials&id=${C}`,
      ].join('\n'),
    );
    expect(pasted.ids).toEqual([A, B, C]);
    expect(pasted.moduleSlugs).toEqual(['Potentials']);
    expect(pasted.hosts).toEqual(['crm.zoho.com']);
  });

  it('ignores ids in links of other sites and digits inside words', () => {
    expect(pastedIds(`https://example.com/crm/tab/Leads/${A}\nx${A}\n1${A}123`).ids).toEqual([]);
  });

  it('names every module and org that links speak of', () => {
    const pasted = pastedIds(
      `https://crm.zoho.eu/crm/org1/tab/Leads/${A} https://crm.zoho.eu/crm/org2/tab/Contacts/${B}`,
    );
    expect(pasted.moduleSlugs).toEqual(['Leads', 'Contacts']);
    expect(pasted.orgSegments).toEqual(['org1', 'org2']);
  });
});

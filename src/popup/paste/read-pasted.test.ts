import { describe, expect, it } from 'vitest';
import { readPasted } from './read-pasted.ts';

const A = '581200000001234001';
const B = '581200000001234002';
const C = '581200000001234003';
/** Related records: an owner, an account. */
const X = '581200000000099011';
const Y = '581200000000099012';

const asked = (text: string): readonly (string | number | null)[] | null => {
  const { table, ids } = readPasted(text);
  if (table === null || table.column !== null) return null;
  expect(ids).toEqual([]);
  return table.columns.map(({ header, index }) => header ?? index);
};

describe('a table', () => {
  it.each([
    [
      'an export of Zoho',
      `"Record Id","Account Owner.id","Tag"\n"zcrm_${A}","zcrm_${X}","Hot"\n"zcrm_${B}","zcrm_${X}",""`,
    ],
    ['the ids in another place', `Account Owner.id,Record Id\nzcrm_${X},zcrm_${A}\nzcrm_${X},zcrm_${B}`],
    ['Japanese', `\uFEFFデータID,取引先名.id\r\nzcrm_${A},zcrm_${Y}\r\nzcrm_${B},zcrm_${Y}\r\n`],
    ['a language that nobody listed', `Namba ya rekodi,Mmiliki.id\nzcrm_${A},zcrm_${X}\nzcrm_${B},zcrm_${X}`],
    [
      'numbers as long as ids beside',
      `Record Id,IMEI,Card\n${A},356938035643809,4111111111111111\n${B},356938035643817,4111111111111111`,
    ],
    ['what Excel writes where a comma is decimal', `sep=;\r\nRecord Id;Name\r\n${A};"a;""b"""\r\n${B};x\r\n`],
    ['rows that were copied in a spreadsheet', `Record Id\tName\tOwner\r\n${A}\t"line\nbreak"\t${X}\r\n${B}\tBo\t${X}`],
    ['formulas that keep Excel from rounding', `Record Id,Name,Owner ID\n="${A}",Ada,="${X}"\n="${B}",Bo,="${X}"`],
    ['below the title of a report', `Leads of May,,\n,,\nOwner ID,Name,Record ID\n${X},Ada,${A}\n${X},Bo,${B}`],
    ['the columns without names, one of them with ids in each row', `${A},Ada,\n${B},Bo,${X}`],
    ['Markdown', `| Id | Owner |\n|----|:-----:|\n| ${A} | ${X} |\n| ${B} | ${X} |`],
    ['a terminal', ` owner | id\n-------+------\n ${X} | ${A}\n ${X} | ${B}`],
    ['JSON', JSON.stringify({ data: [A, B].map((id) => ({ Owner: { id: X }, id })), info: { count: 2 } })],
    ['JSON with numbers', `[{"id":${A},"Account":{"id":${X}}},{"id":${B},"Account":{"id":${Y}}}]`],
    [
      'links as ids',
      `Record Id,Note\nhttps://crm.zoho.com/crm/org7/tab/Leads/${A},see ${X}\n"=HYPERLINK(""https://crm.zoho.com/crm/org7/tab/Leads/${B}"",""Bo"")",`,
    ],
  ])('is read by the column of its own ids: %s', (_name, text) => {
    expect(readPasted(text).ids).toEqual([A, B]);
  });

  it('knows "Lead ID" for the own ids where the page shows leads', () => {
    const text = `Lead ID,Account ID\n${A},${X}\n${B},${Y}`;
    expect(readPasted(text, null, ['Lead', 'Leads']).ids).toEqual([A, B]);
    expect(asked(text)).toEqual(['Lead ID', 'Account ID']);
  });

  it.each([
    ['two columns hold ids, and no name tells', `Ref,Other\n${A},${X}\n${B},${X}`, ['Ref', 'Other']],
    [
      'the only ids are under a name that nobody knows',
      `Name,Parent Account ID\nAda,${X}\nBo,${Y}`,
      ['Parent Account ID'],
    ],
    ['the only ids are those of another record', `Name,Owner.id\nAda,${X}\nBo,${Y}`, ['Owner.id']],
    ['the name of the own ids stands twice', `Record Id,Record Id\n${A},${X}\n${B},${X}`, ['Record Id', 'Record Id']],
    ['columns of ids without names', `${A}\t${X}\n${B}\t${X}`, [0, 1]],
    ['a single row', `zcrm_${A},zcrm_${X},Ada`, [0, 1]],
    ['a single copied row', `${A}\t${X}`, [0, 1]],
    ['rows of different width', `${A},Ada,${X}\n${B},Bo Tran, Jr.,${X}\n${C}`, [0, 3]],
    ['an id in a note', `Name,Note\nAda,call ${A}\nBo,no\nCy,no`, []],
  ])('is asked about where %s', (_name, text, columns) => {
    expect(asked(text)).toEqual(columns);
  });

  it('is read by the column that the user names', () => {
    const text = `Ref,Other\n${A},${X}\n${B},${Y}`;
    expect(readPasted(text, 1).ids).toEqual([X, Y]);
    expect(readPasted(text, 0).table).toMatchObject({ column: 0, rows: 2 });
  });

  it('that may be none is read as a text if the user says so, one with the name of its ids never', () => {
    expect(readPasted(`${A}\t${X}`, 'anywhere').ids).toEqual([A, X]);
    expect(readPasted(`Record Id\tOwner.id\n${A}\t${X}`, 'anywhere').ids).toEqual([A]);
  });

  it('counts each row once: found, repeated, without an id, spoilt, or out of line', () => {
    const text = `Record Id,Name\n${A},a\n${A},b\n,c\n5.812E+17,d\n${B},e, f\n${C},g`;
    const { ids, repeated, empty, spoilt, shifted, table } = readPasted(text);
    expect(ids).toEqual([A, C]);
    expect({ repeated, empty, shifted }).toEqual({
      repeated: 1,
      empty: [{ at: 4, text: '' }],
      shifted: [{ at: 6, text: `${B} e  f` }],
    });
    expect(spoilt).toEqual([{ at: 5, text: '5.812E+17', damage: 'power' }]);
    expect(table?.rows).toBe(6);
  });

  it('names its columns of tags, which are not read', () => {
    expect(readPasted(`Record Id,Name,Tag\nzcrm_${A},Ada,Hot\n`).table?.tagColumns).toEqual(['Tag']);
  });

  it('gives no id where a quotation mark does not fit', () => {
    const { ids, table } = readPasted(`Record Id,Name,Owner.id\n${A},"Ada,${X}\n${B},Bo,${X}`);
    expect(ids).toEqual([]);
    expect(table?.brokenAt).toBe(2);
  });
});

describe('any other text', () => {
  it.each([
    ['one id a line', `${A}\n${B}\n\n${C}\n`],
    ['with the old ends of lines', `${A}\r${B}\r${C}`],
    ['a list', `${A}, ${B}; ${C}`],
    ['a list in brackets', `('${A}','${B}','${C}')`],
    ['a list over lines', `[\n  "${A}",\n  "${B}",\n  "${C}"\n]`],
    ['a list that is broken anywhere', `${A}, ${B},\n${C},`],
    ['prose', `Please clean lead ${A}, then ${B}.\nAlso (${C})!`],
    ['a bulleted list', `- ${A}\n* ${B}\n3. ${C}`],
    [
      'numbers of Japan and of Arabia',
      `${A.replaceAll(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))}\n${B.replaceAll(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)))}\n${C}`,
    ],
    ['signs that nobody sees', `\u200b${A}\u200b\n\u200e${B}\u200f\n\ufeff${C}`],
    ['Excel’s apostrophe', `'${A}\n'${B}\n'${C}`],
    [
      'links',
      `https://crm.zoho.com/crm/org7/tab/Leads/${A}.\n<http://crm.zoho.com/crm/org7/tab/Leads/${B}>\ncrm.zoho.com/crm/org7/tab/Leads/${C}?x=1`,
    ],
    [
      'links in capitals, in Markdown, and wrapped by a mail program',
      `HTTPS://CRM.ZOHO.COM/crm/org7/tab/Leads/${A}\n[Bo](https://crm.zoho.com/crm/org7/tab/Leads/${B})\nhttps://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(`https://crm.zoho.com/crm/org7/tab/Leads/${C}`)}&data=05`,
    ],
    [
      'links of all ages',
      `https://crm.zoho.com/crm/EntityInfo.do?module=Leads&id=${A}\nhttps://crm.zoho.com/crm/ShowEntityInfo.do?id=${B}&module=Leads&isload=true\nhttps://crm.zoho.com/crm/EditEntity.do?module=Leads&id=${C}`,
    ],
    [
      'links inside Zoho One and CRM Plus',
      `https://one.zoho.com/zohoone/acme/home/cxapp/crm/org7/tab/Leads/${A}\nhttps://crmplus.zoho.com/acme/index.do/cxapp/crm/org7/tab/Leads/${B}\nhttps://crm.zoho.com/crm/org7/tab/Leads/${C}/edit`,
    ],
  ])('is read line by line: %s', (_name, text) => {
    const { ids, empty, spoilt, table } = readPasted(text);
    expect({ ids, empty, spoilt, table }).toEqual({ ids: [A, B, C], empty: [], spoilt: [], table: null });
  });

  it.each([
    ['another site', `https://example.com/crm/tab/Leads/${A}`],
    ['a host that only begins like Zoho', `https://crm.zoho.com.evil.example/crm/org1/tab/Leads/${A}`],
    ['a host behind a name', `https://crm.zoho.com@evil.example/crm/org1/tab/Leads/${A}`],
    ['a host of Zoho that is not the CRM', `https://evil.zoho.com/crm/org1/tab/Leads/${A}`],
    ['a path without a host', `x/tab/Leads/${A}`],
    ['a view', `https://crm.zoho.com/crm/org1/tab/Leads/custom-view/${A}/list?page=1`],
    ['part of a word', `x${A}`],
    ['part of a number', `1${A}123`],
    ['a range', `${A}-${B}`],
    ['a negative number', `-${A}`],
    ['a telephone number', '+49 170 683425000000310'],
    ['a query', `id=${A}&x=1`],
  ])('takes no id from %s', (_name, text) => {
    expect(readPasted(text).ids).toEqual([]);
    expect(readPasted(text).empty).toHaveLength(1);
  });

  it('says where links lead, whatever their form', () => {
    const text = `crm.zoho.eu/crm/org1/tab/Leads/${A}\nHTTP://CRMSANDBOX.ZOHO.COM/crm/tab/Contacts/${B}`;
    expect(readPasted(text).links).toEqual([
      { moduleSlug: 'Leads', orgSegment: 'org1', host: 'crm.zoho.eu' },
      { moduleSlug: 'Contacts', orgSegment: null, host: 'crmsandbox.zoho.com' },
    ]);
  });
});

describe('spoilt ids are never taken', () => {
  it.each([
    ['in scientific notation', '5.812E+17', 'power'],
    ['the same in German', '5,812E+17', 'power'],
    ['as a program prints them', '5.812000000012340e+17', 'power'],
    ['with decimals', `${A}.0`, 'decimals'],
    ['in groups', '581,200,000,001,234,001', 'groups'],
    ['in German groups', '581.200.000.001.234.001', 'groups'],
    ['in French groups', '581\u202f200\u202f000\u202f001\u202f234\u202f001', 'groups'],
    ['in Swiss groups', "581'200'000'001'234'001", 'groups'],
    ['in Indian groups', '5,81,20,00,00,01,23,40,01', 'groups'],
    ['rounded', '581200000001234000', 'rounded'],
  ])('%s', (_name, text, damage) => {
    for (const form of [text, `"${text}"`, `\uFEFF${text}\r\n`, `${text}\n${text}`]) {
      const { ids, spoilt } = readPasted(form);
      expect(ids).toEqual([]);
      expect(new Set(spoilt.map((place) => place.damage))).toEqual(new Set([damage]));
    }
    expect(readPasted(`Record Id\tName\n${text}\tAda`).spoilt).toHaveLength(1);
  });

  it('rounded by a program that counts in binary', () => {
    const ids = [1234001n, 1234502n, 1239003n].map((n) => 581200000000000000n + n);
    expect(readPasted(ids.map((id) => String(Number(id))).join('\n')).ids).toEqual([]);
    expect(readPasted(ids.map((id) => String(BigInt(Number(id)))).join('\n')).ids).toEqual([]);
  });

  it('but one that ends in zeros among others is none, nor one that was never a number', () => {
    expect(readPasted(`${A}\n581200000001234000\n${B}\n${C}`).ids).toHaveLength(4);
    expect(readPasted('zcrm_581200000001234000').ids).toEqual(['581200000001234000']);
    expect(readPasted('https://crm.zoho.com/crm/org7/tab/Leads/581200000001234000').ids).toHaveLength(1);
    const many = Array.from({ length: 2_000 }, (_, n) => String(581200000001234000n + BigInt(n)));
    expect(readPasted(many.join('\n')).ids).toEqual(many);
  });
});

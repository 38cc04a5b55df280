import type { Popup } from '../../../src/popup/models/PopupModel.ts';
import type { Scene } from '../../../src/popup/testing/scene.ts';
import { BRIGHTSIDE, pageOf } from '../../../src/popup/testing/world.ts';
import { appeared, settled } from '../settled.ts';

const LIST = { connections: [BRIGHTSIDE], page: pageOf({}) } as const;

function paste(text: string) {
  return async (popup: Popup): Promise<void> => {
    popup.isPasting.value = true;
    const field = await appeared<HTMLTextAreaElement>('textarea');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
}

/** A file that is dropped onto the screen. */
function drop(name: string, content: string | Uint8Array<ArrayBuffer>) {
  return async (popup: Popup): Promise<void> => {
    popup.isPasting.value = true;
    await appeared('textarea');
    await settled();
    const data = new DataTransfer();
    data.items.add(new File([content], name));
    document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    await appeared('.file');
    await settled();
  };
}

const id = (n: number): string => String(581200000001234000n + BigInt(n));
const row = (n: number): string => `"zcrm_${id(n)}","zcrm_581200000000111001","Mara Holm","Branch ${n}","Hot; Prime"`;
const EXPORT = ['"Record Id","Lead Owner.id","Lead Owner","Company","Tag"', row(1), row(2), row(3)].join('\n');

/** Texts and files that can be pasted or dropped, in addition to the mock's states. */
export const PASTES: readonly Scene[] = [
  { ...LIST, name: '21c-nothing-pasted', act: (popup) => void (popup.isPasting.value = true) },
  {
    ...LIST,
    name: '21d-paste-of-another-module',
    act: paste('https://crm.zoho.eu/crm/org20087145332/tab/Contacts/581200000001234001'),
  },
  {
    name: '21e-paste-without-module',
    connections: [BRIGHTSIDE],
    page: pageOf({ moduleSlug: null, view: 'other', viewId: null }),
    act: paste('581200000001234001\n581200000001234002'),
  },
  {
    name: '21f-paste-of-two-modules',
    connections: [BRIGHTSIDE],
    page: pageOf({ moduleSlug: null, view: 'other', viewId: null }),
    act: paste(
      'https://crm.zoho.eu/crm/org20087145332/tab/Contacts/581200000001234001\nhttps://crm.zoho.eu/crm/org20087145332/tab/Leads/581200000001234002',
    ),
  },
  { ...LIST, name: '21g-paste-of-a-table', act: paste(`${EXPORT}\n${row(3)}\n"","","","Branch 9",""`) },
  {
    ...LIST,
    name: '21h-which-column',
    act: paste(
      `Ref\tParent Account ID\tName\n${id(1)}\t${id(901)}\tAda\n${id(2)}\t${id(901)}\tBo\n${id(3)}\t${id(902)}\tCy`,
    ),
  },
  { ...LIST, name: '21i-a-table-or-not', act: paste(`zcrm_${id(1)}, zcrm_${id(901)}, Ada Byron`) },
  {
    ...LIST,
    name: '21j-another-column',
    act: async (popup) => {
      await paste(EXPORT)(popup);
      (await appeared<HTMLElement>('main .link')).click();
    },
  },
  { ...LIST, name: '21k-spoilt-ids', act: paste('5.812E+17\n5.812E+17\n5.812E+17') },
  { ...LIST, name: '21l-some-spoilt', act: paste(`${id(1)}\n${id(2)}\n581,200,000,001,234,003`) },
  { ...LIST, name: '21m-broken-table', act: paste(`Record Id,Name\n${id(1)},"Ada\n${id(2)},Bo`) },
  { ...LIST, name: '21n-table-without-ids', act: paste('Name,Email\nAda,ada@example.com\nBo,bo@example.com') },
  { ...LIST, name: '21o-file', act: drop('fair-2026 Müller & Söhne.csv', EXPORT) },
  { ...LIST, name: '21p-file-that-is-a-workbook', act: drop('fair.xlsx', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)) },
];

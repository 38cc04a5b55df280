import type { Popup } from '../../../src/popup/models/PopupModel.ts';
import { appeared, settled } from '../settled.ts';
import type { Scene } from '../../../src/popup/testing/scene.ts';
import {
  BRIGHTSIDE,
  COLD,
  idsOf,
  LEADS,
  NOW,
  pageOf,
  previewOf,
  PRIME,
  SANDBOX,
  tag,
  tickedPage,
} from '../../../src/popup/testing/world.ts';

const SHOW = tag('Trade show 2026', '#F48435');
const HOT = tag('🔥 Hot', '#F17574');
const WEB = tag('web', null);
const NINE = previewOf(12, [
  [SHOW, 12],
  [PRIME, 8],
  [COLD, 5],
  [tag('Follow-up after webinar A', '#1DB9B4'), 4],
  [tag('לקוח חוזר', '#D297EE'), 3],
  [HOT, 3],
  [tag('重要客户', '#A8C026'), 2],
  [WEB, 2],
  [tag('VIP', '#E7A826'), 1],
]);
const COLOURS = ['#57B1FD', '#658BA8', '#F48435', '#1DB9B4', '#63C57E', '#B88562', null];
const NAMES = 'Newsletter|WWWWWWWWWWWWWWWWWWWWWWWWW|Unsubscribed|<b>imported</b>|Übergabe geprüft|لا يتصل قبل الظهر';
const FORTY = previewOf(84, [
  [PRIME, 38],
  ...Array.from({ length: 39 }, (_, n): [ReturnType<typeof tag>, number] => [
    tag(NAMES.split('|')[n] ?? `webinar-${String(n).padStart(2, '0')}`, COLOURS[n % COLOURS.length] ?? null),
    Math.max(1, 34 - n),
  ]),
]);
const BASKET = {
  connectionId: BRIGHTSIDE.id,
  module: LEADS,
  ids: idsOf(37),
  pages: ['a', 'b', 'c'],
  keptAt: NOW,
};
const LIST = { connections: [BRIGHTSIDE], page: tickedPage(12), preview: NINE } as const;

function pick(popup: Popup, ...ids: string[]): void {
  for (const id of ids) popup.preview.toggle(id);
}

/** Names that can be mistaken for another: other letters, other dots and dashes, invisible characters. */
const ALIKE = previewOf(12, [
  [PRIME, 8],
  [tag('Рrіmе', '#F17574'), 2],
  [tag('Pri\u200Bme', null), 1],
  [tag('VIP', '#E7A826'), 6],
  [tag('V.I.P.', '#E7A826'), 1],
  [COLD, 5],
  [tag('Cold-Lead ', '#658BA8'), 2],
  [tag('Trade show 2025', '#F48435'), 4],
  [tag('Trade show 2026', '#F48435'), 3],
]);

/** Names that would reorder the words around them, or hide their own characters. */
const HEBREW = { ...BRIGHTSIDE, org: { ...BRIGHTSIDE.org, name: 'שמש בהירה (2)' } };
const TURNED = previewOf(12, [
  [tag('לקוח חוזר 12', '#D297EE'), 8],
  [tag('عميل مميز (VIP)', '#1DB9B4'), 5],
  [tag('Prime\u202E)yppah(', '#57B1FD'), 3],
  [tag('\u2067קר\u2069 lead', '#658BA8'), 2],
  [tag(`מאוד ${'ארוך '.repeat(30)}`, '#A8C026'), 1],
]);

/** States with a choice, in the order of the mock. */
export const CHOOSING: readonly Scene[] = [
  { name: '10-nothing-ticked', connections: [BRIGHTSIDE], page: pageOf({}), basket: BASKET },
  { ...LIST, name: '11-loading', preview: null },
  { ...LIST, name: '12-main' },
  { ...LIST, name: '12b-look-alikes', preview: ALIKE },
  {
    ...LIST,
    name: '12c-right-to-left',
    connections: [HEBREW],
    preview: TURNED,
    viewName: 'הלידים שלי: 3',
    act: (popup) => pick(popup, ...TURNED.tags.map(({ tag: { id } }) => id)),
  },
  {
    name: '12d-right-to-left-record',
    connections: [HEBREW],
    page: pageOf({ view: 'record', recordId: '581200000001234001' }),
    preview: previewOf(
      1,
      TURNED.tags.map(({ tag: of }) => [of, 1]),
    ),
    recordName: 'נועה לוי (Haifa) \u202E1 ,daeL',
  },
  {
    ...LIST,
    name: '12e-right-to-left-asked',
    connections: [HEBREW],
    preview: previewOf(
      1240,
      TURNED.tags.map(({ tag: of }) => [of, 1104]),
    ),
    viewName: 'הלידים שלי: 3',
    act: async (popup) => {
      popup.choose({ from: 'view' });
      await settled();
      pick(popup, ...TURNED.tags.map(({ tag: { id } }) => id));
      await popup.remove();
    },
  },
  { ...LIST, name: '13-two-picked', act: (popup) => pick(popup, PRIME.id, COLD.id) },
  { ...LIST, name: '14-sources', basket: BASKET, act: () => document.querySelector<HTMLElement>('.source')?.click() },
  {
    ...LIST,
    name: '15-forty-tags',
    basket: { ...BASKET, ids: idsOf(84) },
    preview: FORTY,
    act: async (popup) => {
      popup.choose({ from: 'basket' });
      await settled();
      pick(popup, PRIME.id);
    },
  },
  {
    ...LIST,
    name: '16-filtered',
    page: tickedPage(84),
    preview: FORTY,
    act: (popup) => {
      pick(popup, PRIME.id);
      popup.filter.filter('webinar-1');
    },
  },
  { ...LIST, name: '17-no-match', act: (popup) => popup.filter.filter('prmie') },
  {
    ...LIST,
    name: '18-nothing-to-remove',
    preview: previewOf(12, []),
    connections: [
      {
        ...BRIGHTSIDE,
        org: { ...BRIGHTSIDE.org, name: 'Brightside Solar and Partners International Holding' },
      },
    ],
  },
  {
    ...LIST,
    name: '19-fewer-than-zoho',
    page: tickedPage(50, { zohoCount: 120, refused: 2 }),
    preview: previewOf(50, [
      [PRIME, 31],
      [COLD, 12],
      [WEB, 4],
    ]),
  },
  {
    ...LIST,
    name: '19b-left-out',
    page: tickedPage(12, { disagreeing: 2 }),
    preview: previewOf(12, [[PRIME, 8]], 3),
  },
  { name: '19c-unreadable', connections: [BRIGHTSIDE], page: pageOf({}, { isReadable: false }), basket: BASKET },
  {
    ...LIST,
    name: '19d-other-basket',
    basket: {
      ...BASKET,
      module: { ...LEADS, apiName: 'Deals', moduleSlug: 'Potentials', plural: 'Deals', singular: 'Deal' },
    },
    act: async () => {
      document.querySelector<HTMLElement>('.source')?.click();
      (await appeared<HTMLElement>('[role=menuitem]')).click();
    },
  },
  {
    ...LIST,
    name: '20-put-back',
    use: {
      [PRIME.id]: {
        adding: [
          { kind: 'workflow', name: 'Score above 80' },
          { kind: 'workflow', name: 'Imported from fair' },
        ],
        views: ['Prime leads', 'My week', 'Hand-over'],
        hasHidden: false,
      },
    },
    act: async (popup) => {
      pick(popup, PRIME.id);
      (await appeared<HTMLElement>('.adds summary')).click();
    },
  },
  {
    ...LIST,
    name: '21-paste',
    act: async (popup) => {
      popup.isPasting.value = true;
      const field = await appeared<HTMLTextAreaElement>('textarea');
      field.value =
        'https://crm.zoho.eu/crm/org20087145332/tab/Leads/581200000001234001\n581200000001234002\n581200000001234003, 581200000001234002\nAda Byron';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
  },
  {
    ...LIST,
    name: '21b-paste-of-another-org',
    act: async (popup) => {
      popup.isPasting.value = true;
      const field = await appeared<HTMLTextAreaElement>('textarea');
      field.value = 'https://crm.zoho.eu/crm/org20070000001/tab/Leads/581200000001234001';
      field.dispatchEvent(new Event('input', { bubbles: true }));
    },
  },
  {
    name: '22-one-record',
    connections: [SANDBOX],
    page: pageOf({
      host: 'crmsandbox.zoho.eu',
      orgSegment: 'org20091160077',
      view: 'record',
      viewId: null,
      recordId: '581200000001234001',
    }),
    recordName: 'Ada Byron',
    preview: previewOf(1, [
      [PRIME, 1],
      [SHOW, 1],
      [HOT, 1],
      [WEB, 1],
    ]),
    act: (popup) => pick(popup, SHOW.id),
  },
  {
    name: '23-right-click',
    connections: [BRIGHTSIDE],
    page: { ...tickedPage(12), clicked: { id: '581200000001239999', moduleSlug: 'Leads', isTicked: false, at: NOW } },
    intent: {
      tabId: 1,
      frameId: 0,
      url: '',
      ids: [],
      source: 'clicked',
      tagId: SHOW.id,
      at: NOW,
    },
    recordName: 'Bo Tran',
    preview: previewOf(1, [
      [SHOW, 1],
      [COLD, 1],
      [WEB, 1],
    ]),
  },
  {
    ...LIST,
    name: '24-second-step',
    use: {
      [PRIME.id]: {
        adding: [
          { kind: 'workflow', name: 'Score above 80' },
          { kind: 'workflow', name: 'Imported from fair' },
        ],
        views: ['Prime leads', 'My week', 'Hand-over'],
        hasHidden: false,
      },
    },
    preview: previewOf(1240, [
      [PRIME, 1104],
      [COLD, 600],
      [SHOW, 90],
    ]),
    act: async (popup) => {
      popup.choose({ from: 'view' });
      await settled();
      pick(popup, PRIME.id, COLD.id);
      await popup.remove();
    },
  },
  {
    ...LIST,
    name: '24b-view-being-read',
    preview: null,
    act: (popup) => popup.choose({ from: 'view' }),
  },
  {
    ...LIST,
    name: '24c-tags-changed',
    startError: { code: 'tags-changed', details: {} },
    act: async (popup) => {
      pick(popup, PRIME.id);
      await popup.remove();
    },
  },
  {
    ...LIST,
    name: '24e-reading-waits',
    preview: null,
    reading: { why: 'zoho', until: NOW + 15_000, error: { code: 'unreadable', details: {} } },
  },
  {
    ...LIST,
    name: '24d-error',
    readError: { code: 'no-tag-reading', details: {} },
  },
];

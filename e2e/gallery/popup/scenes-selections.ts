import {
  BRIGHTSIDE,
  COLD,
  idsOf,
  LEADS,
  NOW,
  pageOf,
  previewOf,
  PRIME,
  tag,
  tickedPage,
} from '../../../src/popup/testing/world.ts';
import type { Scene } from '../../../src/popup/testing/scene.ts';
import type { PageAnswer, TickedRows } from '../../../src/shared/page.ts';
import { appeared, settled } from '../settled.ts';

const LIST = {
  connections: [BRIGHTSIDE],
  page: tickedPage(12),
  preview: previewOf(12, [
    [PRIME, 8],
    [COLD, 5],
    [tag('web', null), 2],
  ]),
} as const;
const MEETINGS = { ...LEADS, apiName: 'Events', moduleSlug: 'Events', singular: 'Meeting', plural: 'Meetings' };
const CALLS = { ...LEADS, apiName: 'Calls', moduleSlug: 'Calls', singular: 'Call', plural: 'Calls' };
const ELSEWHERE = {
  connectionId: 'elsewhere',
  module: LEADS,
  ids: idsOf(37),
  pages: ['a'],
  keptAt: NOW,
};

function nothing(name: string, ticked: Partial<TickedRows>): Scene {
  return { name, connections: [BRIGHTSIDE], page: pageOf({}, ticked) };
}

function ticked(name: string, facts: Partial<TickedRows>): Scene {
  return { ...LIST, name, page: tickedPage(12, facts) };
}

function record(elsewhere: number): PageAnswer {
  return pageOf({ view: 'record', viewId: null, recordId: '581200000001234001' }, { elsewhere, isReadable: false });
}

async function keep(): Promise<void> {
  document.querySelector<HTMLElement>('.source')?.click();
  (await appeared<HTMLElement>('[role=menuitem]')).click();
}

/** Further sources of records, in addition to the mock's states. */
export const SELECTIONS: readonly Scene[] = [
  nothing('10b-other-pages', { zohoCount: null }),
  nothing('10c-ticked-elsewhere', { zohoCount: 120 }),
  nothing('10d-whole-view-ticked', { zohoCount: 1240, isWholeView: true }),
  nothing('10e-none-readable', { zohoCount: 2, refused: 2 }),
  {
    ...LIST,
    name: '12b-checking',
    act: (popup) => {
      popup.preview.toggle(PRIME.id);
      const shown = popup.preview.shown.peek();
      popup.preview.shown.value = shown && { ...shown, isConfirmed: false };
    },
  },
  {
    ...LIST,
    name: '13b-starting',
    act: (popup) => {
      popup.preview.toggle(PRIME.id);
      popup.preview.starting.value = { state: 'asked' };
    },
  },
  { ...LIST, name: '18b-none-found', preview: previewOf(12, [], 12) },
  { ...LIST, name: '18c-record-without-tags', page: record(0), recordName: 'Ada Byron', preview: previewOf(1, []) },
  { ...LIST, name: '18d-record-gone', page: record(0), preview: previewOf(1, [], 1) },
  {
    ...LIST,
    name: '19e-not-found-opened',
    preview: previewOf(12, [[PRIME, 8]], 3),
    gone: idsOf(3),
    act: async () => (await appeared<HTMLElement>('.gone summary')).click(),
  },
  ticked('19f-whole-view', { isWholeView: true, zohoCount: 1240 }),
  ticked('19g-this-page-only', { zohoCount: null }),
  ticked('19h-more-than-zoho', { zohoCount: 10 }),
  { ...LIST, name: '19i-related-lists', page: record(2), recordName: 'Ada Byron', preview: previewOf(1, [[PRIME, 1]]) },
  {
    ...LIST,
    name: '19j-other-modules',
    page: tickedPage(12, {
      groups: [
        { moduleSlug: 'Leads', ids: idsOf(12) },
        { moduleSlug: 'Events', ids: idsOf(3) },
        { moduleSlug: 'Calls', ids: idsOf(1) },
      ],
    }),
    modules: { Events: MEETINGS, Calls: CALLS },
  },
  { ...LIST, name: '19k-kept', act: keep },
  { ...LIST, name: '19l-basket-of-other-org', basket: ELSEWHERE, act: keep },
  {
    ...LIST,
    name: '20b-put-back-hidden',
    use: {
      [PRIME.id]: {
        adding: [
          { kind: 'blueprint', name: 'Qualification' },
          { kind: 'orchestration', name: 'Nurture' },
        ],
        views: [],
        hasHidden: true,
      },
      [COLD.id]: { adding: [], views: ['Cold leads'], hasHidden: false },
    },
    act: (popup) => {
      popup.preview.toggle(PRIME.id);
      popup.preview.toggle(COLD.id);
    },
  },
  {
    ...LIST,
    name: '23b-right-click-alone',
    page: { ...pageOf({}), clicked: { id: '581200000001239999', moduleSlug: 'Leads', isTicked: false, at: NOW } },
    intent: { tabId: 1, frameId: 0, url: '', ids: [], source: 'clicked', tagId: null, at: NOW },
    recordName: 'Bo Tran',
    preview: previewOf(1, [[COLD, 1]]),
  },
  {
    ...LIST,
    name: '24f-second-step-ticked',
    page: tickedPage(700),
    preview: previewOf(700, [
      ...Array.from({ length: 15 }, (_, n): [ReturnType<typeof tag>, number] => [tag(`webinar-${n}`, '#1DB9B4'), 700]),
      [PRIME, 700],
    ]),
    act: async (popup) => {
      for (const { tag: one } of popup.preview.choices.peek()) popup.preview.toggle(one.id);
      await settled();
      await popup.remove();
    },
  },
];

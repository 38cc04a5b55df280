import {
  BRIGHTSIDE,
  COLD,
  LEADS,
  offerOf,
  pageOf,
  previewOf,
  PRIME,
  SCAN_OFFER,
  tag,
  tickedPage,
} from '../../../src/popup/testing/world.ts';
import type { Scene } from '../../../src/popup/testing/scene.ts';
import type { Popup } from '../../../src/popup/models/PopupModel.ts';
import { settled } from '../settled.ts';

const LIST = {
  connections: [BRIGHTSIDE],
  page: tickedPage(12),
  preview: previewOf(12, [
    [PRIME, 8],
    [COLD, 5],
  ]),
} as const;
const HOLDERS = previewOf(1_098, [
  [PRIME, 1_098],
  [COLD, 211],
  [tag('web', null), 40],
]);

function find(popup: Popup): void {
  popup.finding.value = { module: LEADS, tag: PRIME };
}

/** All records that have a tag: from where they are asked for to the choice of tags. */
export const FINDING: readonly Scene[] = [
  {
    ...LIST,
    name: '40-tag-in-menu',
    act: async (popup) => {
      popup.preview.toggle(PRIME.id);
      await settled();
      document.querySelector<HTMLElement>('.source')?.click();
    },
  },
  { name: '40b-tags-used-last', connections: [BRIGHTSIDE], page: pageOf({}), recent: [PRIME, COLD] },
  { ...LIST, name: '41-find-counting', act: find },
  { ...LIST, name: '41b-find-by-search', offer: offerOf({}), act: find },
  { ...LIST, name: '41c-find-by-scan', offer: SCAN_OFFER, act: find },
  {
    ...LIST,
    name: '41d-find-not-all',
    offer: offerOf({ ...SCAN_OFFER.steps[0], records: 412_000, isWhole: false }),
    act: find,
  },
  {
    ...LIST,
    name: '41e-find-uncounted',
    offer: offerOf({
      ...SCAN_OFFER.steps[0],
      why: 'uncounted',
      counted: [null],
      credits: { find: { least: 1, most: 500 }, read: null, remove: null },
      seconds: null,
    }),
    act: find,
  },
  {
    ...LIST,
    name: '42-found-fewer',
    preview: HOLDERS,
    act: async (popup) => {
      popup.preview.wanted.value = PRIME.id;
      popup.choose({ from: 'tag', module: LEADS, holders: { tags: [PRIME], way: 'search', counted: [1_104] } });
      await settled();
    },
  },
];

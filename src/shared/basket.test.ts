import { fakeBrowser } from './testing/extension.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { basketRefusal, bringBack, keepInBasket, type Keeping, pageKey, takeBack, withKept } from './basket.ts';
import { basketItem } from './stored-items.ts';

const LEADS = {
  apiName: 'Leads',
  moduleSlug: 'Leads',
  singular: 'Lead',
  plural: 'Leads',
  isCustom: false,
  nameField: 'id',
};
const [one, two, three] = ['581200000001234001', '581200000001234002', '581200000001234003'] as const;
const LIST = 'https://crm.zoho.com/crm/org1/tab/Leads/custom-view/581200000000087501/list';

function keeping(more: Partial<Keeping> = {}): Keeping {
  return { connectionId: 'c', module: LEADS, ids: [one, two], page: 'p1', at: 5, ...more };
}

beforeEach(() => fakeBrowser.reset());

describe('the basket', () => {
  it('holds each record once, and each page', () => {
    const first = withKept(null, keeping());
    const second = withKept(first, keeping({ ids: [two, three], page: 'p2', at: 9 }));
    expect(second).toMatchObject({ ids: [one, two, three], pages: ['p1', 'p2'], keptAt: 9 });
    expect(withKept(second, keeping({ page: 'p2' })).pages).toEqual(['p1', 'p2']);
  });

  it.each([
    ['another org', { connectionId: 'd' }, 'other-org'],
    ['another module', { module: { ...LEADS, apiName: 'Deals' } }, 'other-module'],
    ['the same module under another name in the address', { module: { ...LEADS, moduleSlug: 'Lead2' } }, null],
  ] as const)('takes or refuses records of %s', (_what, more, refusal) => {
    expect(basketRefusal(withKept(null, keeping()), keeping(more))).toBe(refusal);
    expect(basketRefusal(null, keeping(more))).toBeNull();
    expect(basketRefusal(withKept(null, keeping({ ids: [] })), keeping(more))).toBeNull();
  });

  it('loses nothing when several windows keep at once, and takes one module', async () => {
    const deals = keeping({ module: { ...LEADS, apiName: 'Deals' }, ids: ['581200000001234009'] });
    const kept = await Promise.all([
      keepInBasket(keeping({ ids: [one] })),
      keepInBasket(keeping({ ids: [two], page: 'p2' })),
      keepInBasket(deals),
      keepInBasket(keeping({ ids: [three, one], page: 'p3' })),
    ]);
    expect(kept.map(({ refusal }) => refusal)).toEqual([null, null, 'other-module', null]);
    expect(await basketItem.get()).toMatchObject({ ids: [one, two, three], pages: ['p1', 'p2', 'p3'] });
  });

  it('takes back what was added, and nothing that was there or has come since', async () => {
    await keepInBasket(keeping({ ids: [one] }));
    const { added } = await keepInBasket(keeping({ ids: [one, two], page: 'p2' }));
    await keepInBasket(keeping({ ids: [three], page: 'p3' }));
    expect(added).toEqual({ ids: [two], pages: ['p2'] });
    expect(await takeBack(added)).toMatchObject({ ids: [one, three], pages: ['p1', 'p3'] });
    const all = await keepInBasket(keeping({ ids: [two] }));
    await takeBack({ ids: [one, two, three], pages: [] });
    expect(all.basket?.ids).toHaveLength(3);
    expect(await basketItem.get()).toBeNull();
  });

  it('brings an emptied one back beside what has come since, and never over records of another module', async () => {
    const emptied = withKept(null, keeping());
    await keepInBasket(keeping({ ids: [three], page: 'p3' }));
    expect((await bringBack(emptied)).basket).toMatchObject({ ids: [one, two, three], pages: ['p1', 'p3'] });
    await basketItem.set(withKept(null, keeping({ module: { ...LEADS, apiName: 'Deals' }, ids: [three] })));
    const refused = await bringBack(emptied);
    expect(refused).toMatchObject({ refusal: 'other-module', basket: { ids: [three] } });
  });

  it('knows a page by its view and number, however it is sorted', () => {
    expect(pageKey(LIST)).toBe(pageKey(`${LIST}?page=1&per_page=100&sort_order=desc`));
    expect(pageKey(`${LIST}?page=2`)).not.toBe(pageKey(LIST));
    expect(pageKey('')).toBe('');
  });
});

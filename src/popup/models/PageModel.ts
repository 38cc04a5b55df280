import { computed, createModel, signal } from '@preact/signals';
import type { PageAddress } from '../../shared/ask-frames.ts';
import {
  accountsOrigin,
  apiOrigin,
  crmHost,
  crmPlaceOf,
  type CrmPlace,
  type DataCentre,
  type Environment,
  isCrmAddress,
} from '../../shared/data-centres.ts';
import { pageContextOf } from '../../shared/page-context.ts';
import type { PageAnswer, PageContext } from '../../shared/page.ts';
import { createLatest } from '../../ui/models/ask.ts';
import { connectionsItem } from '../../shared/stored-items.ts';
import type { CurrentTab, PopupPorts } from './ports.ts';

/** The tab's answer so far. `silent`: no frame in it answers. */
export type PageState =
  | { readonly state: 'asking' }
  | { readonly state: 'silent' }
  | { readonly state: 'answered'; readonly answer: PageAnswer }
  /** The answer contradicts the browser about the page. `page` null: the answer cannot be true of any page. */
  | { readonly state: 'refused'; readonly browser: PageContext; readonly page: PageContext | null };

/** Host and org of the tab, as the browser gives them for the tab or for the answering frame. */
export interface TabPlace extends CrmPlace {
  readonly host: string;
  readonly orgSegment: string | null;
}

/** The tab that Untag was opened over, and its page's answer. */
export const PageModel = createModel((ports: Pick<PopupPorts, 'tabs' | 'askTab' | 'hosts'>) => {
  /** Undefined until the browser has answered. */
  const tab = signal<CurrentTab | null | undefined>(undefined);
  const page = signal<PageState>({ state: 'asking' });
  /** Origins without access: those of the tab's data centre, or of the connected orgs when the tab is unknown. */
  const withheld = signal<readonly string[]>([]);

  const place = computed<TabPlace | null>(() => {
    const context = contextOf(page.value, tab.value?.url ?? null);
    const found = context === null ? null : crmPlaceOf(context.host);
    return context === null || found === null ? null : { ...found, host: context.host, orgSegment: context.orgSegment };
  });

  /** The answering frame; null while none answers. */
  const frameId = signal<number | null>(null);
  let meant: PageAddress | null = null;
  const latest = createLatest();

  /** `clicked`: the frame in which the menu was opened. The popup keeps asking that frame until it closes. */
  const ask = async (clicked: PageAddress | null = null): Promise<void> => {
    const isLatest = latest();
    meant = clicked ?? meant;
    const current = await ports.tabs.current(meant?.tabId ?? null);
    if (!isLatest()) return;
    tab.value = current;
    const address = meant !== null && meant.tabId === current?.id ? meant : current && { tabId: current.id };
    const before = place.peek()?.host ?? null;
    const asking = address === null ? null : ports.askTab(address).catch(() => null);
    const [answer] = await Promise.all([asking, before === null ? null : look()]);
    if (!isLatest()) return;
    frameId.value = answer === null || answer.state === 'silent' ? null : answer.frameId;
    page.value = answer ?? { state: 'silent' };
    // For a withheld tab, or a shell around the CRM, only the frame's answer shows the address.
    if (before === null || place.peek()?.host !== before) await look();
  };

  const latestLook = createLatest();
  const look = async (): Promise<void> => {
    const isLatestLook = latestLook();
    const where = place.peek();
    const environment = where?.isSandbox === true ? 'sandbox' : 'production';
    const found =
      where === null ? await withheldOfOrgs() : await ports.hosts.withheld(originsOf(where.dataCentre, environment));
    if (isLatestLook()) withheld.value = found;
  };

  /** A tab with a hidden address may be the CRM of a connected org whose access the user has withdrawn. */
  const withheldOfOrgs = async (): Promise<readonly string[]> => {
    if (typeof tab.peek()?.url === 'string') return [];
    const orgs = await connectionsItem.get();
    const pages = orgs.map(({ dataCentre, environment }) => `https://${crmHost(dataCentre, environment)}/*`);
    return ports.hosts.withheld([...new Set(pages)]);
  };

  return {
    tab,
    page,
    place,
    frameId,
    withheld,
    answer: computed(() => (page.value.state === 'answered' ? page.value.answer : null)),
    ask,
    /** Asks the user for access to the withheld hosts. Call it in the tick of the click. */
    async allow(): Promise<void> {
      if (await ports.hosts.ask(withheld.peek())) await ask();
    },
    async reload(): Promise<void> {
      const current = tab.peek();
      if (current) await ports.tabs.reload(current.id);
    },
  };
});

function contextOf(page: PageState, tabUrl: string | null): PageContext | null {
  if (page.state === 'answered') return page.answer.context;
  if (page.state === 'refused') return page.browser;
  return tabUrl !== null && isCrmAddress(tabUrl) ? pageContextOf(new URL(tabUrl)) : null;
}

/** The origins that Untag needs for an org, as match patterns. */
function originsOf(dataCentre: DataCentre, environment: Environment): readonly string[] {
  const hosts = [
    `https://${crmHost(dataCentre, environment)}`,
    accountsOrigin(dataCentre),
    apiOrigin(dataCentre, environment),
  ];
  return hosts.map((origin) => `${origin}/*`);
}

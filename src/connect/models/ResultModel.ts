import { computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import { fitOf } from '../../shared/connection-for-tab.ts';
import { crmHost } from '../../shared/data-centres.ts';
import { inBackground } from '../../shared/notes.ts';
import type { Module } from '../../shared/run-summary.ts';
import { DEFAULT_SETTINGS } from '../../shared/stored-items.ts';
import { effectiveSettings } from '../../shared/policy.ts';
import type { ConnectPorts } from '../ports.ts';
import type { ConnectView } from './connect-view.ts';
import type { TabPlace } from './place.ts';

interface Around {
  readonly tab: ReadonlySignal<TabPlace | null>;
  readonly view: ReadonlySignal<ConnectView>;
}

/** The page after connecting: the way back to the list, and the facts for the first removal. */
export const ResultModel = createModel((ports: ConnectPorts, { tab, view }: Around) => {
  const module = signal<Module | null>(null);
  const shortcut = signal('');
  const historyDays = signal(DEFAULT_SETTINGS.historyDays);
  /** The tab to return to: one of the connected org. */
  const back = computed<TabPlace | null>(() => {
    const now = view.value;
    const place = tab.value;
    if (now.view !== 'connected' || place === null) return null;
    const fit = fitOf(now.connection, place, place.context.orgSegment);
    return fit === 'fits' || fit === 'unsure' ? place : null;
  });

  async function nameModule(connectionId: string, moduleSlug: string): Promise<void> {
    // A module without a name from Zoho has no tags to remove, so the button leaves the name out.
    module.value = await ports.request('module.resolve', { connectionId, moduleSlug }).catch(() => null);
  }

  effect(() => {
    const now = view.value;
    const slug = back.value?.context.moduleSlug ?? null;
    if (now.view === 'connected' && slug !== null)
      inBackground(nameModule(now.connection.id, slug), 'ResultModel.nameModule');
  });
  return {
    module,
    shortcut,
    historyDays,
    back,
    async load(): Promise<void> {
      const [keys, settings] = await Promise.all([ports.shortcut(), effectiveSettings()]);
      shortcut.value = keys;
      historyDays.value = settings.historyDays;
    },
    /** Brings the list to the front, or opens Zoho CRM if the tab is gone. */
    async goBack(): Promise<void> {
      const now = view.peek();
      const place = back.peek();
      if (place !== null && (await ports.showTab(place.id))) return;
      if (now.view !== 'connected') return;
      const { dataCentre, environment } = now.connection;
      await ports.openTab(`https://${crmHost(dataCentre, environment)}/crm/`);
    },
  };
});

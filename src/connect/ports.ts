import type { ClientSetting } from '../shared/client-id.ts';
import type { request } from '../shared/messages.ts';
import type { Policy } from '../shared/policy.ts';

/** A tab of the CRM. */
export interface CrmTab {
  readonly id: number;
  readonly url: string;
}

/** Everything that the models of the page Connect need from outside. */
export interface ConnectPorts {
  readonly request: typeof request;
  readonly now: () => number;
  readonly client: {
    read(): Promise<ClientSetting>;
    watch(callback: () => void): () => void;
  };
  readonly policy: () => Promise<Policy>;
  /** The address of Zoho's redirect after consent, with its slash at the end. */
  readonly redirectUri: string;
  /** The CRM tab with this number, or else the last used one; null when none is open. */
  readonly crmTab: (tabId: number | undefined) => Promise<CrmTab | null>;
  /** Brings a tab to the front. Resolves with false when the tab is gone. */
  readonly showTab: (tabId: number) => Promise<boolean>;
  readonly openTab: (url: string) => Promise<void>;
  /** Opens a page in a window beside this one, or in a tab where there is no room. */
  readonly openBeside: (url: string) => Promise<void>;
  readonly copy: (text: string) => Promise<void>;
  /** The shortcut that opens the popup, such as `Alt+Shift+U`; empty when there is none. */
  readonly shortcut: () => Promise<string>;
  readonly version: string;
}

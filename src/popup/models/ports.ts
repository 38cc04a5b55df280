import type { PageAddress } from '../../shared/ask-frames.ts';
import type { TabAnswer } from '../../shared/ask-tab.ts';
import type { PagePorts } from '../../ui/models/ports.ts';

/** The tab that Untag was opened over. The browser hides the URL of tabs without access. */
export interface CurrentTab {
  readonly id: number;
  readonly url: string | null;
}

/** Everything that models of the popup need from outside. */
export interface PopupPorts extends PagePorts {
  readonly askTab: (address: PageAddress) => Promise<TabAnswer>;
  /** The client id to connect with, from the build, the company or the user; empty when there is none. */
  readonly clientId: () => Promise<string>;
  /** The redirect address of the extension in this browser. Zoho sends its answers to it. */
  readonly redirectUri: () => string;
  /** Saves the records of a run as a CSV file for the user. */
  readonly saveCsv: (runId: string) => Promise<void>;
  readonly tabs: {
    /** The tab under the popup. `meant`: the tab of a menu click, used when the popup opened in a window of its own. */
    current(meant: number | null): Promise<CurrentTab | null>;
    reload(tabId: number): Promise<void>;
    /** Brings a tab to the front. Resolves with false when it is gone. */
    show(tabId: number): Promise<boolean>;
  };
  readonly hosts: {
    /** The given origins without access. */
    withheld(origins: readonly string[]): Promise<readonly string[]>;
    /** Asks the user for access to them. Call it in the tick of a click. */
    ask(origins: readonly string[]): Promise<boolean>;
  };
}

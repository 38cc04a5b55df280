import type { PageAddress } from '../../shared/ask-frames.ts';
import type { TabAnswer } from '../../shared/ask-tab.ts';
import type { PagePorts } from '../../ui/models/ports.ts';

/** The tab that Untag was opened over. The browser withholds the URL of tabs that Untag may not see. */
export interface CurrentTab {
  readonly id: number;
  readonly url: string | null;
}

/** What models of the popup need of the outside. */
export interface PopupPorts extends PagePorts {
  readonly askTab: (address: PageAddress) => Promise<TabAnswer>;
  /** The client id to connect with, from the build, the company or the user; empty when there is none. */
  readonly clientId: () => Promise<string>;
  /** Hands the records of a run to the user as a CSV file. */
  readonly saveCsv: (runId: string) => Promise<void>;
  readonly tabs: {
    /** `meant` is the tab of a menu click: it counts where the popup had to be opened in a window of its own. */
    current(meant: number | null): Promise<CurrentTab | null>;
    reload(tabId: number): Promise<void>;
    /** Brings a tab to the front; false when it is gone. */
    show(tabId: number): Promise<boolean>;
  };
  readonly hosts: {
    /** Those of the given origins that the browser withholds. */
    withheld(origins: readonly string[]): Promise<readonly string[]>;
    /** Asks the user for them; must be called in the tick of a click. */
    ask(origins: readonly string[]): Promise<boolean>;
  };
}

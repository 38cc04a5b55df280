import { act, render } from '@testing-library/preact';
import type { ClientSetting } from '../../shared/client-id.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { RequestName } from '../../shared/messages.ts';
import type { Policy } from '../../shared/policy.ts';
import type { ConnectLink } from '../../ui/links.ts';
import '../../ui/testing/patience.ts';
import { ConnectContext } from '../connect-context.ts';
import { ConnectPage } from '../ConnectPage.tsx';
import { type Connect, ConnectModel } from '../models/ConnectModel.ts';
import type { ConnectPorts, CrmTab } from '../ports.ts';

export interface Around {
  readonly client?: ClientSetting;
  readonly policy?: Policy;
  readonly tab?: CrmTab | null;
  readonly link?: ConnectLink;
  /** Codes with which the worker refuses a request. */
  readonly refuse?: Partial<Record<RequestName, ErrorCode>>;
  readonly isClipboardClosed?: boolean;
  readonly isTabGone?: boolean;
}

export interface OpenedConnect {
  readonly connect: Connect;
  readonly asked: { readonly name: RequestName; readonly data: unknown }[];
  readonly copied: string[];
  /** Opened addresses, each with its target. */
  readonly opened: string[];
  readonly shown: number[];
}

export const REDIRECT_URI = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';
export const ID = '1000.4QZ8M0T2X7N5C1V9B3L6K8J2H4G7FD';
export const LIST: CrmTab = { id: 7, url: 'https://crm.zoho.eu/crm/org20087145332/tab/Leads/custom-view/1/list' };

const LEADS = {
  apiName: 'Leads',
  moduleSlug: 'Leads',
  singular: 'Lead',
  plural: 'Leads',
  isCustom: false,
  nameField: 'x',
};

/** The page Connect with a worker that accepts every request except those in `refuse`. */
export async function openConnect(around: Around = {}): Promise<OpenedConnect> {
  const asked: OpenedConnect['asked'] = [];
  const copied: string[] = [];
  const opened: string[] = [];
  const shown: number[] = [];
  const ports: ConnectPorts = {
    request: ((name: RequestName, data: unknown) => {
      asked.push({ name, data });
      const code = around.refuse?.[name];
      if (code !== undefined) return Promise.reject(new AppError(code));
      return Promise.resolve(name === 'module.resolve' ? LEADS : undefined);
    }) as ConnectPorts['request'],
    now: () => Date.now(),
    client: {
      read: () => Promise.resolve(around.client ?? { client: null, refused: [] }),
      watch: () => () => undefined,
    },
    policy: () => Promise.resolve(around.policy ?? { values: {}, refused: [] }),
    redirectUri: REDIRECT_URI,
    crmTab: () => Promise.resolve(around.tab === undefined ? LIST : around.tab),
    showTab: (tabId) => {
      if (around.isTabGone !== true) shown.push(tabId);
      return Promise.resolve(around.isTabGone !== true);
    },
    openTab: (url) => {
      opened.push(`tab ${url}`);
      return Promise.resolve();
    },
    openBeside: (url) => {
      opened.push(`beside ${url}`);
      return Promise.resolve();
    },
    copy: (text) => {
      if (around.isClipboardClosed === true) return Promise.reject(new Error('Document is not focused.'));
      copied.push(text);
      return Promise.resolve();
    },
    shortcut: () => Promise.resolve('Alt+Shift+U'),
    version: '1.0.0',
  };
  const connect = new ConnectModel(ports, around.link ?? {});
  await connect.load();
  render(
    <ConnectContext.Provider value={{ connect, redirectUri: REDIRECT_URI, version: '1.0.0' }}>
      <ConnectPage />
    </ConnectContext.Provider>,
  );
  await act(() => Promise.resolve());
  return { connect, asked, copied, opened, shown };
}

import type { ContextMenuReport, FrameReport, SaidReport } from '../shared/page.ts';

/** The few calls of the extension API that the content script makes. The polyfill would be larger than the script. */
export interface Port {
  readonly name: string;
  readonly onMessage: { addListener(listener: () => void): void };
  postMessage(message: SaidReport | string): void;
  disconnect(): void;
}

export interface Runtime {
  /** Missing once the extension was updated or removed while the page was open. */
  readonly id?: string;
  sendMessage(message: ContextMenuReport | FrameReport): Promise<unknown>;
  connect(options: { readonly name: string }): Port;
  readonly onConnect: {
    addListener(listener: (port: Port) => void): void;
    removeListener(listener: (port: Port) => void): void;
  };
}

interface Namespaces {
  readonly browser?: { readonly runtime?: Runtime };
  readonly chrome?: { readonly runtime?: Runtime };
}

/** The API of the extension: `browser` in Firefox, `chrome` elsewhere. Undefined after an update took it away. */
export function runtimeOf(scope: Namespaces): Runtime | undefined {
  return (scope.browser ?? scope.chrome)?.runtime;
}

import { browser } from './browser.ts';
import { isCrmAddress } from './data-centres.ts';

/** The sender of a message or port, as far as the browser says. */
export interface Sender {
  readonly id?: string | undefined;
  readonly url?: string | undefined;
  /** Firefox sets it since 126. */
  readonly origin?: string | undefined;
  readonly frameId?: number | undefined;
  readonly tab?:
    | {
        readonly id?: number | undefined;
        readonly url?: string | undefined;
        readonly active?: boolean | undefined;
      }
    | undefined;
}

/** A sender whose address is known. */
type Located<Of extends Sender> = Of & { readonly url: string };

/** Whether it is a page of this extension, or its worker. */
export function isOwnPage(sender: Sender): boolean {
  return isOurs(sender) && originOf(sender) === originOfUrl(browser.runtime.getURL(''));
}

/** Whether it is the content script in a page or frame of the CRM. */
export function isCrmFrame<Of extends Sender>(sender: Of): sender is Located<Of> {
  return isOurs(sender) && isCrmAddress(sender.url) && originOf(sender) === originOfUrl(sender.url);
}

/** Only this extension's own scripts carry its id. */
function isOurs({ id }: Sender): boolean {
  return id !== undefined && id === browser.runtime.id;
}

/** The origin from the browser comes before the address, which a page can change within its origin. */
function originOf({ origin, url }: Sender): string | null {
  return origin ?? originOfUrl(url);
}

/** `URL.origin` is opaque for the extension's own scheme in some engines. */
function originOfUrl(url: string | undefined): string | null {
  if (url === undefined || !URL.canParse(url)) return null;
  const { protocol, host } = new URL(url);
  return `${protocol}//${host}`;
}

import { mayShowCrm } from './data-centres.ts';
import { pageContextOf } from './page-context.ts';

/** A link to a record, parsed. */
export interface RecordLink {
  readonly id: string;
  /** The module's name in the URL. */
  readonly moduleSlug: string;
  readonly orgSegment: string | null;
  /** A host of the CRM, of Zoho One or of CRM Plus. */
  readonly host: string;
}

/** Characters after an address in a text that do not belong to it. No address of a record has them. */
const ADDRESS = String.raw`[^\s"'<>|,;()\[\]{}“”„‘’«»「」『』、。]+`;
/** An address. The scheme may be missing where the host is Zoho's. */
const LINK = new RegExp(String.raw`(?:https?:\/\/|(?<![\w.@/-])(?=[\w-]+\.zoho(?:cloud)?\.))${ADDRESS}`, 'giu');

/** The record behind an address, also through the redirect of a mail program; null for any other address. */
export function recordLinkOf(address: string): RecordLink | null {
  const whole = /^https?:/i.test(address) ? address : `https://${address}`;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  // The part before an @ is a user name, which hides the real host.
  if (url === null || url.username !== '') return null;
  if (!mayShowCrm(`https://${url.host}`)) return null;
  const { moduleSlug, orgSegment, recordId } = pageContextOf(url);
  return moduleSlug === null || recordId === null ? null : { id: recordId, moduleSlug, orgSegment, host: url.hostname };
}

/** The addresses in a text, and the text without them, because digits of an address are never an id. */
export function splitLinks(text: string): { readonly links: readonly RecordLink[]; readonly rest: string } {
  const links: RecordLink[] = [];
  const rest = text.replaceAll(LINK, (address) => {
    const link = recordLinkOf(address.replace(/[.:!?*_~`]+$/, '')) ?? redirected(address);
    if (link !== null) links.push(link);
    return ' ';
  });
  return { links, rest };
}

/** Mail programs wrap links into their own addresses, with the real one in the query. */
function redirected(address: string): RecordLink | null {
  if (!URL.canParse(address)) return null;
  for (const value of new URL(address).searchParams.values()) {
    const link = /^https?:/i.test(value) ? recordLinkOf(value) : null;
    if (link !== null) return link;
  }
  return null;
}

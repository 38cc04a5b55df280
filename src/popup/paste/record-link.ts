import { mayShowCrm } from '../../shared/data-centres.ts';
import { pageContextOf } from '../../shared/page-context.ts';

/** A link to a record, and where it leads. */
export interface RecordLink {
  readonly id: string;
  /** The module's name in the address. */
  readonly moduleSlug: string;
  readonly orgSegment: string | null;
  /** A host of the CRM, of Zoho One or of CRM Plus. */
  readonly host: string;
}

/** What may follow an address in a text and is none of it: an address of a record has no such sign. */
const ADDRESS = String.raw`[^\s"'<>|,;()\[\]{}“”„‘’«»「」『』、。]+`;
/** An address, also without its scheme where the host is Zoho's. */
const LINK = new RegExp(String.raw`(?:https?:\/\/|(?<![\w.@/-])(?=[\w-]+\.zoho(?:cloud)?\.))${ADDRESS}`, 'giu');

/** The record that an address leads to, also through the redirect of a mail program; null for any other address. */
export function recordLinkOf(address: string): RecordLink | null {
  const whole = /^https?:/i.test(address) ? address : `https://${address}`;
  const url = URL.canParse(whole) ? new URL(whole) : null;
  // What stands before an @ is a name, and hides where an address leads.
  if (url === null || url.username !== '') return null;
  if (!mayShowCrm(`https://${url.host}`)) return null;
  const { moduleSlug, orgSegment, recordId } = pageContextOf(url);
  return moduleSlug === null || recordId === null ? null : { id: recordId, moduleSlug, orgSegment, host: url.hostname };
}

/** The addresses of a text, and the text without them: digits of an address are never an id. */
export function splitLinks(text: string): { readonly links: readonly RecordLink[]; readonly rest: string } {
  const links: RecordLink[] = [];
  const rest = text.replaceAll(LINK, (address) => {
    const link = recordLinkOf(address.replace(/[.:!?*_~`]+$/, '')) ?? redirected(address);
    if (link !== null) links.push(link);
    return ' ';
  });
  return { links, rest };
}

/** Mail programs wrap links into addresses of their own, the real one in the query. */
function redirected(address: string): RecordLink | null {
  if (!URL.canParse(address)) return null;
  for (const value of new URL(address).searchParams.values()) {
    const link = /^https?:/i.test(value) ? recordLinkOf(value) : null;
    if (link !== null) return link;
  }
  return null;
}

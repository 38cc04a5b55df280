/** The publisher's support address, set at build time from `UNTAG_SUPPORT`; empty in a build without one. */
declare const __SUPPORT_ADDRESS__: string;

export interface Support {
  /** A mail address, or a page under `https:`. */
  readonly address: string;
  /** The same as the address of a link. */
  readonly href: string;
}

/** The address for users' details. Null where nobody would read them; then no text may ask for them. */
export const SUPPORT: Support | null = supportOf(__SUPPORT_ADDRESS__);

/** The support address with its link; null for an empty one. */
export function supportOf(address: string): Support | null {
  if (address === '') return null;
  return { address, href: address.includes('://') ? address : `mailto:${address}` };
}

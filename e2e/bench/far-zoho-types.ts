import type { SwitchesInput } from '../zoho/switches.ts';

/** Requests to the simulated Zoho of another process. */
export type FarRequest =
  | { readonly ask: 'reach' | 'calls' | 'forget' | 'sentUnseen' }
  | { readonly ask: 'prepare' | 'prepareHolders'; readonly records: number }
  | { readonly ask: 'set'; readonly switches: SwitchesInput }
  | { readonly ask: 'stillTagged'; readonly ids: readonly string[] };

export interface FarReply {
  readonly n: number;
  readonly value: unknown;
}

/** Its port, certificate and host names. */
export interface Reach {
  readonly port: number;
  readonly certificate: string;
  readonly spki: string;
  readonly hosts: string[];
  /** Value of Chromium's `--host-resolver-rules`. */
  readonly rules: string;
}

/** The records of a measurement. */
export interface World {
  readonly ids: readonly string[];
  readonly tagIds: readonly string[];
  readonly tagNames: readonly string[];
  /** An access token for calls that do not come from the extension. */
  readonly token: string;
  readonly viewId: string;
  /**
   * The least credits of removals that remove both tags from all of them, if no call names a tag that a record lacks.
   */
  readonly leastCredits: number;
}

import type { CleanupMirror } from '../../shared/cleanup-mirrors.ts';
import type { Connection, SignInState } from '../../shared/connection.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { CleanupOffer, TagUse } from '../../shared/messages.ts';
import type { PageAnswer, PageContext } from '../../shared/page.ts';
import type { Module, RunSummary, Tag } from '../../shared/run-summary.ts';
import type { Basket, Intent } from '../../shared/stored-items.ts';
import type { FailureGroup } from '../../runs/queries/failures.ts';
import type { ReadPreview } from '../../runs/queries/preview.ts';
import type { Popup } from '../models/PopupModel.ts';

/** One state of the popup: the outside, and the user's actions. */
export interface Scene {
  readonly name: string;
  readonly connections?: readonly Connection[];
  readonly clientId?: string;
  readonly signIn?: SignInState;
  readonly tabUrl?: string | null;
  /** Null: no frame in the tab answers. */
  readonly page?: PageAnswer | null;
  /** The page's answer contradicts the browser, or cannot be true of any page. */
  readonly refused?: { readonly browser: PageContext; readonly page: PageContext | null };
  readonly basket?: Basket;
  readonly lastTab?: { readonly tabId: number; readonly url: string };
  readonly intent?: Intent;
  readonly runs?: readonly RunSummary[];
  readonly cleanups?: readonly CleanupMirror[];
  /** The result of reading the selection; null while it is being read. */
  readonly preview?: ReadPreview | null;
  readonly readError?: ErrorData;
  /** The state of the reading. */
  readonly reading?: Partial<RunSummary>;
  readonly startError?: ErrorData;
  readonly recordName?: string;
  /** The name of the view in front; by default `My leads`. */
  readonly viewName?: string;
  /** Modules besides Leads, by their names in the URL. */
  readonly modules?: Readonly<Record<string, Module>>;
  /** Ids that Zoho does not find. */
  readonly gone?: readonly string[];
  readonly failures?: readonly FailureGroup[];
  readonly use?: Readonly<Record<string, TagUse>>;
  /** The tags of Leads that were used last. */
  readonly recent?: readonly Tag[];
  /** How records with a tag would be found; without it, the answer does not come. */
  readonly offer?: CleanupOffer;
  readonly withheld?: readonly string[];
  readonly isStoreBroken?: boolean;
  /** Called with each request. */
  readonly onRequest?: (name: string, data: unknown) => unknown;
  /** The reading does not end by itself. */
  readonly isSlow?: boolean;
  /** The user's actions once the popup has settled. */
  readonly act?: (popup: Popup) => void | Promise<void>;
}

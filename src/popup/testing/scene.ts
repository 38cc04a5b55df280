import type { Connection, SignInState } from '../../shared/connection.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { TagUse } from '../../shared/messages.ts';
import type { PageAnswer, PageContext } from '../../shared/page.ts';
import type { Module, RunSummary } from '../../shared/run-summary.ts';
import type { Basket, Intent } from '../../shared/stored-items.ts';
import type { FailureGroup } from '../../runs/queries/failures.ts';
import type { ReadPreview } from '../../runs/queries/preview.ts';
import type { Popup } from '../models/PopupModel.ts';

/** One state of the popup: what the outside says, and what the user has done. */
export interface Scene {
  readonly name: string;
  readonly connections?: readonly Connection[];
  readonly clientId?: string;
  readonly signIn?: SignInState;
  readonly tabUrl?: string | null;
  /** Null: nothing in the tab answers. */
  readonly page?: PageAnswer | null;
  /** The page says that it is elsewhere, or what no page can say. */
  readonly refused?: { readonly browser: PageContext; readonly page: PageContext | null };
  readonly basket?: Basket;
  readonly lastTab?: { readonly tabId: number; readonly url: string };
  readonly intent?: Intent;
  readonly runs?: readonly RunSummary[];
  /** What reading the selection ends in; null while it goes on. */
  readonly preview?: ReadPreview | null;
  readonly readError?: ErrorData;
  /** How the reading stands while it goes on. */
  readonly reading?: Partial<RunSummary>;
  readonly startError?: ErrorData;
  readonly recordName?: string;
  /** The name of the view in front; `My leads` unless given. */
  readonly viewName?: string;
  /** Modules beside Leads, by their names in the URL. */
  readonly modules?: Readonly<Record<string, Module>>;
  /** Ids that Zoho does not find. */
  readonly gone?: readonly string[];
  readonly failures?: readonly FailureGroup[];
  readonly use?: Readonly<Record<string, TagUse>>;
  readonly withheld?: readonly string[];
  readonly isStoreBroken?: boolean;
  /** Told of each request. */
  readonly onRequest?: (name: string, data: unknown) => unknown;
  /** Reading does not end by itself. */
  readonly isSlow?: boolean;
  /** What the user does when the popup has settled. */
  readonly act?: (popup: Popup) => void | Promise<void>;
}

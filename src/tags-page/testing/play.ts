import type { CleanupView } from '../../cleanups/queries/cleanups.ts';
import type { FailureGroup } from '../../runs/queries/failures.ts';
import type { Connection } from '../../shared/connection.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { CleanupOffer, OfferRequest, RequestName } from '../../shared/messages.ts';
import type { RunSummary } from '../../shared/run-summary.ts';
import { cleanupsChangedItem } from '../../shared/cleanups-changed.ts';
import { connectionsItem } from '../../shared/stored-items.ts';
import { type TagsProgress, tagsProgressItem } from '../../shared/tags-progress.ts';
import type { OrgTags, TagModule, TagRow } from '../../tags/model/types.ts';
import { type Address, addressIn } from '../address.ts';
import { type TagsPageData, TagsPageModel } from '../models/TagsPageModel.ts';
import type { TagsPagePorts } from '../ports.ts';
import { labelsOf, offerOf } from './made-cleanups.ts';
import { CONNECTION } from './made-tags.ts';

/** The outside of the page when it opens. */
export interface TagsScene {
  readonly modules?: readonly TagModule[];
  readonly rows?: readonly TagRow[];
  readonly connections?: readonly Connection[];
  readonly progress?: TagsProgress;
  /** The query of its address. */
  readonly address?: string;
  readonly isOffline?: boolean;
  readonly hasNoClient?: boolean;
  readonly withheld?: readonly string[];
  /** The store of tags cannot be read. */
  readonly fault?: ErrorCode;
  /** Clean-ups, the newest first, and the mirrors of runs. */
  readonly cleanups?: readonly CleanupView[];
  readonly mirrors?: readonly RunSummary[];
  /** How many records of each step of a clean-up that asks were found with each of its tags. */
  readonly found?: readonly (readonly number[] | null)[];
  /** Why records of a run failed, by its id. */
  readonly failures?: Readonly<Record<string, readonly FailureGroup[]>>;
  /** What a clean-up takes; `asked` where Zoho has not answered yet. */
  readonly offer?: ((request: OfferRequest) => CleanupOffer) | 'asked';
  /** The worker names a module once this is fulfilled. */
  readonly namesAfter?: Promise<void>;
  /** The worker refuses every request. */
  readonly refuses?: ErrorCode | AppError;
  /** Of the requests these alone; otherwise it refuses all. */
  readonly refusesOnly?: RequestName;
}

export interface Played {
  readonly tags: TagsPageData;
  /** Requests to the worker. */
  readonly asked: { readonly name: RequestName; readonly data: unknown }[];
  /** Files saved for the user. */
  readonly saved: File[];
  /** The current address, and the steps that lead back. */
  readonly address: () => Address;
  readonly steps: () => number;
  /** Sets the clean-ups from now on, or the mirror of a run. */
  readonly clean: (cleanups: readonly CleanupView[]) => Promise<void>;
  readonly mirror: (summary: RunSummary) => void;
  /** Sets the content of the store from now on. */
  readonly store: (modules: readonly TagModule[], rows: readonly TagRow[]) => void;
}

/** The page of a scene, before it has loaded. */
export async function playTags(scene: TagsScene): Promise<Played> {
  const asked: Played['asked'] = [];
  const saved: File[] = [];
  let held = { modules: scene.modules ?? [], rows: scene.rows ?? [] };
  let address = addressIn(scene.address ?? '');
  let steps = 0;
  let cleanups = scene.cleanups ?? [];
  let tell: (runId: string, summary: RunSummary | null) => void = () => undefined;
  let ids = 0;
  await connectionsItem.set([...(scene.connections ?? [CONNECTION])]);
  await tagsProgressItem.set(scene.progress === undefined ? {} : { [CONNECTION.id]: scene.progress });
  const told = <Value>(value: Value): Promise<Value> =>
    scene.fault === undefined ? Promise.resolve(value) : Promise.reject(new AppError(scene.fault));
  const ofConnection = (id: string): boolean => id === CONNECTION.id;
  const ports: TagsPagePorts = {
    request: ((name: RequestName, data: unknown) => {
      asked.push({ name, data });
      const isRefused = scene.refuses !== undefined && (scene.refusesOnly ?? name) === name;
      const { refuses = 'unexpected' } = scene;
      if (isRefused) return Promise.reject(typeof refuses === 'string' ? new AppError(refuses) : refuses);
      if (name === 'cleanup.offer') {
        const { offer = offerOf } = scene;
        return offer === 'asked' ? new Promise(() => undefined) : Promise.resolve(offer(data as OfferRequest));
      }
      if (name === 'module.resolve') {
        const { moduleSlug } = data as { moduleSlug: string };
        const module = held.modules.find((one) => one.moduleSlug === moduleSlug);
        return (scene.namesAfter ?? Promise.resolve()).then(() => {
          if (module === undefined) throw new AppError('module-unknown');
          return { ...labelsOf(module), nameField: 'Last_Name' };
        });
      }
      return Promise.resolve();
    }) as TagsPagePorts['request'],
    mirrors: {
      read: () => Promise.resolve(scene.mirrors ?? []),
      watch: (callback) => {
        tell = callback;
        return () => undefined;
      },
    },
    newId: () => `clean-up-${(ids += 1)}`,
    cleanups: { list: () => Promise.resolve(cleanups) },
    journal: { failures: (runId) => Promise.resolve([...(scene.failures?.[runId] ?? [])]) },
    found: () => Promise.resolve(scene.found ?? []),
    settings: () => Promise.resolve({ historyDays: 30, creditReserve: 500, confirmAbove: 500 }),
    tags: {
      org: (id) => told(orgOf(id, held.modules)),
      modules: (id) => told(ofConnection(id) ? held.modules : []),
      rows: (id, module) =>
        told(ofConnection(id) ? held.rows.filter((row) => module === undefined || row.module === module) : []),
    },
    address: {
      read: () => address,
      write: (next, isStep) => {
        address = next;
        steps += isStep ? 1 : 0;
      },
      watch: () => () => undefined,
    },
    clientId: () => Promise.resolve(scene.hasNoClient === true ? '' : '1000.ABC'),
    hosts: { withheld: () => Promise.resolve(scene.withheld ?? []), ask: () => Promise.resolve(true) },
    network: { isOnline: () => scene.isOffline !== true, watch: () => () => undefined },
    now: () => Date.now(),
    saveHolders: (runIds) => Promise.resolve(void saved.push(new File([runIds.join()], 'found.csv'))),
    save: (file) => saved.push(file),
    version: '1.0.0',
  };
  return {
    tags: new TagsPageModel(ports),
    asked,
    saved,
    address: () => address,
    steps: () => steps,
    mirror: (summary) => tell(summary.id, summary),
    clean: async (next) => {
      cleanups = next;
      await cleanupsChangedItem.change((all) => ({ ...all, [CONNECTION.id]: (all[CONNECTION.id] ?? 0) + 1 }));
    },
    store: (modules, rows) => {
      held = { modules, rows };
    },
  };
}

/** The modules were listed when the first one was read. */
function orgOf(connectionId: string, modules: readonly TagModule[]): OrgTags | null {
  const times = modules.flatMap(({ readAt }) => readAt ?? []);
  if (times.length === 0) return null;
  return { connectionId, modulesAt: Math.min(...times), include: ['associated_record_count', 'last_accessed_time'] };
}

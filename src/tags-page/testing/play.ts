import type { Connection } from '../../shared/connection.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { RequestName } from '../../shared/messages.ts';
import { connectionsItem } from '../../shared/stored-items.ts';
import { type TagsProgress, tagsProgressItem } from '../../shared/tags-progress.ts';
import type { OrgTags, TagModule, TagRow } from '../../tags/model/types.ts';
import { type Address, addressIn } from '../address.ts';
import { type TagsPageData, TagsPageModel } from '../models/TagsPageModel.ts';
import type { TagsPagePorts } from '../ports.ts';
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
  /** The worker refuses every request. */
  readonly refuses?: ErrorCode;
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
  await connectionsItem.set([...(scene.connections ?? [CONNECTION])]);
  await tagsProgressItem.set(scene.progress === undefined ? {} : { [CONNECTION.id]: scene.progress });
  const told = <Value>(value: Value): Promise<Value> =>
    scene.fault === undefined ? Promise.resolve(value) : Promise.reject(new AppError(scene.fault));
  const ofConnection = (id: string): boolean => id === CONNECTION.id;
  const ports: TagsPagePorts = {
    request: ((name: RequestName, data: unknown) => {
      asked.push({ name, data });
      return scene.refuses === undefined ? Promise.resolve() : Promise.reject(new AppError(scene.refuses));
    }) as TagsPagePorts['request'],
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
    save: (file) => saved.push(file),
    version: '1.0.0',
  };
  return {
    tags: new TagsPageModel(ports),
    asked,
    saved,
    address: () => address,
    steps: () => steps,
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

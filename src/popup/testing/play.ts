import { fakeBrowser } from '../../shared/testing/extension.ts';
import type { TabAnswer } from '../../shared/ask-tab.ts';
import { cleanupsItem } from '../../shared/cleanup-mirrors.ts';
import { AppError } from '../../shared/errors.ts';
import type { request } from '../../shared/messages.ts';
import { writeMirror } from '../../shared/run-mirrors.ts';
import { readMirrors, watchMirrors } from '../../shared/run-mirrors.ts';
import {
  basketItem,
  connectionsItem,
  intentItem,
  lastTabItem,
  recentTagsItem,
  signInItem,
} from '../../shared/stored-items.ts';
import type { RecordRow } from '../../runs/model/types.ts';
import type { PopupPorts } from '../models/ports.ts';
import { PopupModel, type Popup } from '../models/PopupModel.ts';
import type { Scene } from './scene.ts';
import { LEADS, NOW, rowOf, runOf } from './world.ts';

const DEFAULT_URL = 'https://crm.zoho.eu/crm/org20087145332/tab/Leads/custom-view/581200000000087501/list';

/** Plays a scene in the popup. Models and components are the product's; the scene supplies the outside. */
export async function play(scene: Scene, { isFresh = true } = {}): Promise<Popup> {
  if (isFresh) fakeBrowser.reset();
  await connectionsItem.set([...(scene.connections ?? [])]);
  await signInItem.set(scene.signIn ?? null);
  await basketItem.set(scene.basket ?? null);
  await lastTabItem.set(scene.lastTab ?? null);
  await intentItem.set(scene.intent ?? null);
  await recentTagsItem.set({ [`${scene.connections?.[0]?.id} Leads`]: [...(scene.recent ?? [])] });
  await cleanupsItem.set([...(scene.cleanups ?? [])]);
  for (const run of scene.runs ?? []) await writeMirror(run);
  return new PopupModel(portsOf(scene));
}

function portsOf(scene: Scene): PopupPorts {
  const { tabUrl = DEFAULT_URL, preview = null, failures = [], withheld = [] } = scene;
  let ids = 0;
  return {
    request: answering(scene),
    askTab: async () => answerOf(scene),
    clientId: async () => scene.clientId ?? '1000.ABCDEFGHIJKLMNOP',
    redirectUri: () => 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/',
    saveCsv: async () => undefined,
    journal: {
      check: async () => {
        if (scene.isStoreBroken === true) throw new AppError('storage-broken');
      },
      preview: async () => preview,
      records: async () => ({ rows: rowsOf(scene), next: null }),
      failures: async () => [...failures],
    },
    mirrors: { read: readMirrors, watch: watchMirrors },
    tabs: { current: async () => ({ id: 1, url: tabUrl }), reload: async () => undefined, show: async () => true },
    hosts: { withheld: async () => withheld, ask: async () => true },
    now: () => NOW,
    newId: () => `run-${(ids += 1)}`,
  };
}

function answerOf({ page = null, refused }: Scene): TabAnswer {
  if (refused !== undefined) return { state: 'refused', ...refused, frameId: 0 };
  return page === null ? { state: 'silent' } : { state: 'answered', answer: page, frameId: 0 };
}

function rowsOf({ recordName, gone = [] }: Scene): readonly RecordRow[] {
  return recordName === undefined ? gone.map((id, n) => rowOf({ n, id })) : [rowOf({ name: recordName })];
}

function answering(scene: Scene): typeof request {
  const answer = async (name: string, data: Record<string, string>): Promise<unknown> => {
    scene.onRequest?.(name, data);
    switch (name) {
      case 'module.resolve':
        return scene.modules?.[data['moduleSlug'] ?? ''] ?? LEADS;
      case 'view.name':
        return scene.viewName ?? 'My leads';
      case 'tag.use':
        return scene.use?.[data['tagId'] ?? ''] ?? null;
      case 'cleanup.offer':
        return scene.offer ?? new Promise(() => undefined);
      case 'run.read':
        if (scene.readError !== undefined) throw new AppError(scene.readError.code, scene.readError.details);
        await writeMirror(
          runOf({
            id: data['runId'] ?? '',
            selection: data['selection'] ?? null,
            state: scene.preview && scene.isSlow !== true ? 'planned' : 'reading',
            startedAt: null,
            read: 600,
            ...(scene.preview ? {} : scene.reading),
            counts: { pending: scene.preview?.total ?? 0 },
          }),
        );
        return undefined;
      case 'run.start':
        if (scene.startError !== undefined) throw new AppError(scene.startError.code, scene.startError.details);
        return undefined;
      default:
        return undefined;
    }
  };
  return answer as unknown as typeof request;
}

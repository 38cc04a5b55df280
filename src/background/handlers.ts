import type { Auth } from '../auth/auth.ts';
import type { Cleanups } from '../cleanups/cleanups.ts';
import { offer } from '../cleanups/offer.ts';
import { AppError } from '../shared/errors.ts';
import type { Handlers } from '../shared/messages.ts';
import type { Engine } from '../runs/engine.ts';
import { inBackground } from '../shared/notes.ts';
import { disconnect, eraseEverything } from './erase.ts';
import type { ModuleDirectory } from './module-directory.ts';
import { createOfferPorts } from './offer-ports.ts';
import { rememberTags } from './recent-tags.ts';
import type { Tags } from '../tags/tags.ts';
import { tagUse } from './tag-use.ts';
import type { ViewNames } from './view-names.ts';
import type { ZohoOf } from './zoho-of.ts';

export interface Parts {
  readonly auth: Auth;
  readonly cleanups: Cleanups;
  readonly engine: Engine;
  readonly modules: ModuleDirectory;
  readonly tags: Tags;
  readonly viewNames: ViewNames;
  readonly zohoOf: ZohoOf;
}

/** The worker's handler of each request. It only names the responsible part. */
export function createHandlers({ auth, cleanups, engine, modules, viewNames, tags, zohoOf }: Parts): Handlers {
  /**
   * Rejects a step of a clean-up, because a step is undone, retried and deleted with its clean-up only. Returns the
   * run's data.
   */
  async function ofItsOwn<Data extends { readonly runId: string }>(data: Data): Promise<Data> {
    const run = await engine.run(data.runId);
    if (run?.cleanupId !== undefined) throw new AppError('unexpected', { name: 'step of a clean-up' });
    return data;
  }

  return {
    'sign-in.start': (request) => auth.signIn(request),
    'sign-in.paste': (request) => auth.paste(request),
    'sign-in.show': () => auth.show(),
    'sign-in.cancel': () => auth.cancel(),
    'connection.widen': (request) => auth.widen(request),
    'connection.remove': ({ connectionId }) => disconnect({ auth, cleanups, engine, tags }, connectionId),

    'module.resolve': ({ connectionId, moduleSlug }) => modules.resolve(connectionId, moduleSlug),
    'view.name': ({ connectionId, module, viewId }) => viewNames.nameOf(connectionId, module, viewId),
    'tag.use': ({ connectionId, module, tagId }) => tagUse(zohoOf(connectionId), module, tagId),

    'tag.names': (request) => engine.readNames(request),

    'tags.read': (request) => tags.read(request),
    'tags.count': (request) => tags.count(request),
    'tags.cancel': (request) => tags.cancel(request),

    'run.read': (request) => engine.read(request),
    'run.start': async ({ runId, tagIds }) => {
      const started = await engine.start({ runId, tagIds });
      // The run is under way, so a menu without its tags must not fail the request.
      await rememberTags(started).catch(() => undefined);
    },
    'run.stop': (request) => engine.stop(request),
    'run.goOn': async (request) => {
      await engine.goOn(request);
      // The clean-up continues after this run ends.
      inBackground(cleanups.resume(), 'cleanups.resume');
    },
    'run.retry': async (request) => engine.retry(await ofItsOwn(request)),
    'run.check': async (request) => engine.check(await ofItsOwn(request)),
    'run.useNamesakes': async (request) => engine.useNamesakes(await ofItsOwn(request)),
    'run.undo': async (request) => engine.undo(await ofItsOwn(request)),
    'run.again': (request) => engine.again(request),
    'run.seen': (request) => engine.seen(request),
    'run.delete': async (request) => engine.delete(await ofItsOwn(request)),
    'run.deleteAll': async () => {
      await engine.deleteAll();
      await cleanups.deleteAll();
    },
    'cleanup.offer': (request) => offer(createOfferPorts(tags), request),
    'cleanup.start': (request) => cleanups.start(request),
    'cleanup.answer': (request) => cleanups.answer(request),
    'cleanup.stop': (request) => cleanups.stop(request),
    'cleanup.goOn': (request) => cleanups.goOn(request),
    'cleanup.retry': (request) => cleanups.retry(request),
    'cleanup.check': (request) => cleanups.check(request),
    'cleanup.undo': (request) => cleanups.undo(request),
    'cleanup.useNamesakes': (request) => cleanups.useNamesakes(request),
    'cleanup.seen': (request) => cleanups.seen(request),
    'cleanup.delete': (request) => cleanups.delete(request),
    'data.deleteAll': () => eraseEverything({ auth, cleanups, engine, tags }),
  };
}

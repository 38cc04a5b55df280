import { inBackground } from '../shared/notes.ts';
import { viewNamesItem } from '../shared/stored-items.ts';
import { isLastingRefusal, type KeptAnswers } from './kept-answers.ts';
import type { ZohoOf } from './zoho-of.ts';

/** Views are rarely renamed. */
const KEPT_MS = 60 * 60_000;
/** A view that is missing from the names may be newer than they are. */
const MISSING_MS = 5 * 60_000;

type Names = Readonly<Record<string, string>>;

/** The names of a connection's views. A kept name is returned at once, and an old one is renewed in the background. */
export function createViewNames(zohoOf: ZohoOf, answers: KeptAnswers) {
  /** Null where Zoho does not say. Throws the codes of a call, except those of a lasting refusal. */
  async function nameOf(connectionId: string, module: string, viewId: string): Promise<string | null> {
    const key = `${connectionId} ${module}`;
    const kept = (await viewNamesItem.get())[key];
    const name = kept?.names[viewId];
    const longestMs = name === undefined ? MISSING_MS : KEPT_MS;
    if (kept !== undefined && answers.isFresh(kept.askedAt, longestMs)) return name ?? null;
    const renewal = answers.once(`views of ${key}`, () => renew(connectionId, module, kept?.names ?? {}));
    if (name === undefined) return (await renewal)[viewId] ?? null;
    inBackground(renewal, 'view-names.renew');
    return name;
  }

  /** A refusal is an answer too. The kept names stay, and Zoho is not asked again for a while. */
  async function renew(connectionId: string, module: string, kept: Names): Promise<Names> {
    const askedAt = answers.now();
    const names = await ask(connectionId, module).catch((error: unknown) => {
      if (!isLastingRefusal(error)) throw error;
      return kept;
    });
    await answers.keep(viewNamesItem, connectionId, { [`${connectionId} ${module}`]: { askedAt, names } });
    return names;
  }

  async function ask(connectionId: string, module: string): Promise<Names> {
    const views = await zohoOf(connectionId).views(module);
    return Object.fromEntries(views.map(({ id, name }) => [id, name]));
  }

  return { nameOf };
}

export type ViewNames = ReturnType<typeof createViewNames>;

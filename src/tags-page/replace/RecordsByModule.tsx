import type { JSX } from 'preact';
import { records as recordsWords } from '../../shared/nouns.ts';
import type { TagRow } from '../../tags/model/types.ts';
import { listed } from '../../ui/formats.ts';
import { countedOf } from '../draft/offer.ts';
import { Unknown } from '../list/TagRowView.tsx';
import { useTags } from '../tags-context.ts';
import { countedWords } from '../words/cleanup-words.ts';

/** Modules whose records are named one by one. */
const MOST_NAMED = 2;

/** The records that have a name's tags, by the numbers of the list: `412 leads, 96 contacts`. */
export function RecordsByModule({ tags }: { tags: readonly TagRow[] }): JSX.Element {
  const { org } = useTags();
  const told = tags.flatMap(({ records }) => records?.n ?? []);
  if (told.length === 0) return <Unknown />;
  if (tags.length > MOST_NAMED || told.length < tags.length) {
    // Each is of another module, so that no record is counted twice.
    const sum = { ...countedOf(tags.map(({ records }) => records?.n ?? null)), isAtMost: false };
    return <>{countedWords(sum, [])}</>;
  }
  const modules = new Map(org.modules.value.map((module) => [module.apiName, module]));
  const words = tags.map(({ module, records }) => recordsWords(records?.n ?? 0, modules.get(module) ?? null));
  return <>{listed(words)}</>;
}

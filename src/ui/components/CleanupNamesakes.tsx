import type { JSX } from 'preact';
import { inBackground } from '../../shared/notes.ts';
import type { CleanupNow } from '../models/CleanupsModel.ts';
import { NamesakesNote } from './NamesakesNote.tsx';

interface Props {
  readonly now: CleanupNow;
  /** Continues the undo with the tags that have the names now. */
  readonly use: (id: string) => Promise<unknown>;
}

/** The note about deleted tags whose names others have now, after the undo of a clean-up. Each name once. */
export function CleanupNamesakes({ now: { cleanup, steps, phase }, use }: Props): JSX.Element | null {
  if (phase !== 'ended' || !cleanup.isUndo) return null;
  const namesakes = [...new Set(steps.flatMap(({ undo }) => undo?.namesakes ?? []))];
  const press = (): void => inBackground(use(cleanup.id), 'CleanupNamesakes.use');
  return <NamesakesNote run={{ namesakes }} use={press} />;
}

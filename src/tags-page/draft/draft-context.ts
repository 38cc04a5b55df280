import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Draft } from '../models/DraftModel.ts';

export const DraftContext = createContext<Draft | null>(null);

/** The clean-up of the open sheet. */
export function useDraft(): Draft {
  const draft = useContext(DraftContext);
  if (draft === null) throw new Error('no draft');
  return draft;
}

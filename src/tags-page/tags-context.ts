import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { TagsPageData } from './models/TagsPageModel.ts';

export const TagsContext = createContext<TagsPageData | null>(null);

/** The model of the page of tags around the component. */
export function useTags(): TagsPageData {
  const tags = useContext(TagsContext);
  if (tags === null) throw new Error('No page of tags around this component');
  return tags;
}

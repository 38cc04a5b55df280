import { act, render } from '@testing-library/preact';
import '../../ui/testing/patience.ts';
import { TagsContext } from '../tags-context.ts';
import { TagsPage } from '../TagsPage.tsx';
import { type Played, playTags, type TagsScene } from './play.ts';

/** The page of a scene after it has read everything. */
export async function openTags(scene: TagsScene): Promise<Played> {
  const played = await playTags(scene);
  render(
    <TagsContext.Provider value={played.tags}>
      <TagsPage />
    </TagsContext.Provider>,
  );
  await act(() => played.tags.load());
  return played;
}

import '../extension.ts';
import '../../../src/ui/pages.css';
import '../../../src/tags-page/tags-page.css';
import { render } from 'preact';
import { text } from '../../../src/shared/i18n.ts';
import { TagsContext } from '../../../src/tags-page/tags-context.ts';
import { TagsPage } from '../../../src/tags-page/TagsPage.tsx';
import { playTags } from '../../../src/tags-page/testing/play.ts';
import { PageCrash } from '../../../src/ui/components/PageCrash.tsx';
import { settled } from '../settled.ts';
import { stage } from '../stage.ts';
import { SCENES } from './scenes.ts';

void stage(SCENES, async (scene) => {
  const { tags } = await playTags(scene);
  await tags.load();
  render(
    <TagsContext.Provider value={tags}>
      {scene.isBroken === true ? (
        <PageCrash error={new Error('broken')} version={tags.version()} about={text('tags_crash_p')} />
      ) : (
        <TagsPage />
      )}
    </TagsContext.Provider>,
    document.body,
  );
  await settled();
  await scene.act?.(tags);
});

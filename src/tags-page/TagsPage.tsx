import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { text } from '../shared/i18n.ts';
import { shownName } from '../shared/names.ts';
import { PageTop } from '../ui/components/PageTop.tsx';
import { SelectionBar } from './actions/SelectionBar.tsx';
import { Bands } from './bands/Bands.tsx';
import { DeleteSheet } from './delete/DeleteSheet.tsx';
import { Head } from './frame/Head.tsx';
import { Modules } from './frame/Modules.tsx';
import { Notes } from './frame/Notes.tsx';
import { OrgSwitch } from './frame/OrgSwitch.tsx';
import { Instead } from './frame/Instead.tsx';
import { TagList } from './list/TagList.tsx';
import { ReplaceSheet } from './replace/ReplaceSheet.tsx';
import { RenameSheet } from './rename/RenameSheet.tsx';
import { RetireSheet } from './retire/RetireSheet.tsx';
import { RightsSheet } from './sheet/RightsSheet.tsx';
import { TagSheet } from './sheet/TagSheet.tsx';
import { useTags } from './tags-context.ts';

/** All tags of an org. */
export function TagsPage(): JSX.Element {
  const { connection, view } = useTags();
  const shown = connection.value;
  const now = view.value;
  const name = shown === null ? '' : shownName(shown.org.name);
  useEffect(() => {
    document.title = name === '' ? text('page_tags') : text('tags_doc_title', { org: name });
  }, [name]);
  return (
    <>
      <PageTop current="tags">{shown === null ? undefined : <OrgSwitch connection={shown} />}</PageTop>
      {now.state === 'list' ? (
        <div class="page">
          <Modules />
          <main class="tags">
            <Bands />
            <Head />
            <Notes />
            <TagList />
            <SelectionBar />
          </main>
          <TagSheet />
          <RightsSheet />
          <RenameSheet />
          <DeleteSheet />
          <RetireSheet />
          <ReplaceSheet />
        </div>
      ) : (
        <div class="page one">
          <main>
            <Instead view={now} />
          </main>
        </div>
      )}
    </>
  );
}

import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { carriedBy } from '../actions/carried.ts';
import { RightsStage } from '../draft/RightsStage.tsx';
import type { TagsPageData } from '../models/TagsPageModel.ts';
import { Drawer } from '../sheet/Drawer.tsx';
import { Gone } from '../sheet/Gone.tsx';
import { useOpener } from '../sheet/use-opener.ts';
import { useTags } from '../tags-context.ts';
import { tagsOfModules, tagsWords } from '../../ui/cleanup-words.ts';
import { countedWords } from '../words/cleanup-words.ts';
import { CarriedStage } from './CarriedStage.tsx';
import { DeleteStage } from './DeleteStage.tsx';

/** The sheet before tags that no record has are deleted. Renders nothing while it is closed. */
export function DeleteSheet(): JSX.Element | null {
  const { deletion } = useTags();
  const isOpen = deletion.isOpen.value;
  useOpener(isOpen);
  return isOpen ? <Sheet /> : null;
}

function Sheet(): JSX.Element {
  const page = useTags();
  const { deletion, rights } = page;
  const stage = deletion.stage.value;
  const isRefused = rights.state.value?.state === 'failed';
  const gone = deletion.gone.value;
  if (gone.length > 0)
    return <Gone heading={text('del_h', { tags: tagsWords(gone) })} names={gone} close={deletion.close} />;
  const { carried } = deletion.fates.value;
  const isAllCarried = carried.length > 0 && carried.length === deletion.tags.value.length;
  const heading = stage === 'rights' ? text(isRefused ? 'ask_no_h' : 'ask_h') : headline(page, isAllCarried);
  return (
    <Drawer heading={<span>{heading}</span>} step={`${stage} ${isRefused}`} close={deletion.close}>
      {stage === 'rights' ? (
        <RightsStage scope={deletion.right.value} isToCheck back={deletion.back} />
      ) : isAllCarried ? (
        <CarriedStage />
      ) : (
        <DeleteStage />
      )}
    </Drawer>
  );
}

function headline({ deletion, org }: TagsPageData, isAllCarried: boolean): string {
  const names = deletion.names.value;
  const all = deletion.tags.value;
  const n = deletion.fates.value.free.length;
  if (isAllCarried) {
    const { sum, modules } = carriedBy(all, org.modules.value);
    return plural('delnot_h', names.length, { tags: tagsWords(names), records: countedWords(sum, modules) });
  }
  // Before all are counted, it is not known how many those are.
  const isPart = n > 0 && n < all.length;
  return isPart ? text('del_h_of', { n, all: all.length }) : text('del_h', { tags: tagsOfModules(names, all.length) });
}

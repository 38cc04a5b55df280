import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { ConfirmStage } from '../draft/ConfirmStage.tsx';
import { DraftContext } from '../draft/draft-context.ts';
import { RightsStage } from '../draft/RightsStage.tsx';
import { Drawer } from '../sheet/Drawer.tsx';
import { Gone } from '../sheet/Gone.tsx';
import { useOpener } from '../sheet/use-opener.ts';
import { useTags } from '../tags-context.ts';
import { quoted, tagsWords } from '../../ui/cleanup-words.ts';
import { countedWords } from '../words/cleanup-words.ts';
import { ReplaceStage } from './ReplaceStage.tsx';
import { startWords } from './replace-words.ts';

/** The sheet before tags are replaced. Renders nothing while it is closed. */
export function ReplaceSheet(): JSX.Element | null {
  const { replace } = useTags();
  const isOpen = replace.isOpen.value;
  useOpener(isOpen);
  return isOpen ? <Sheet /> : null;
}

function Sheet(): JSX.Element {
  const { cleaning, replace, rights } = useTags();
  const stage = replace.stage.value;
  const isRefused = rights.state.value?.state === 'failed';
  const days = plural('n_days', cleaning.cleanups.historyDays.value);
  const gone = replace.gone.value;
  if (gone.length > 0) {
    const heading = text(gone.length > 1 ? 'merge_h' : 'repl_h', { tags: tagsWords(gone) });
    return <Gone heading={heading} names={gone} close={replace.close} />;
  }
  const headings = {
    offer: offerHeading(replace),
    confirm: confirmHeading(replace),
    rights: text(isRefused ? 'ask_no_h' : 'ask_h'),
  };
  return (
    <Drawer heading={<span>{headings[stage]}</span>} step={`${stage} ${isRefused}`} close={replace.close}>
      <DraftContext.Provider value={replace}>
        {stage === 'offer' ? (
          <ReplaceStage />
        ) : stage === 'confirm' ? (
          <ConfirmStage button={startWords(replace, false)} note={text('repl_confirm_p', { days })} />
        ) : (
          <RightsStage scope={replace.right.value} back={replace.back} />
        )}
      </DraftContext.Provider>
    </Drawer>
  );
}

type Replace = ReturnType<typeof useTags>['replace'];

function offerHeading({ isMerge, isChosen, name, named }: Replace): string {
  const names = named.value.map((tag) => tag.name);
  const stays = isChosen.value ? name.value : null;
  const tags = isMerge.value ? plural('n_tags', names.length) : tagsWords(names);
  if (stays === null) return text(isMerge.value ? 'merge_h' : 'repl_h', { tags });
  return text(isMerge.value ? 'merge_h_into' : 'repl_h_by', { tags, tag: quoted(stays) });
}

function confirmHeading({ included, isMerge, name, names, sum }: Replace): string {
  const modules = included.value.map(({ module }) => module);
  const values = {
    tags: tagsWords(names.value),
    tag: quoted(name.value ?? ''),
    records: countedWords(sum.value, modules),
  };
  return text(isMerge.value ? 'merge_confirm_h' : 'repl_confirm_h', values);
}

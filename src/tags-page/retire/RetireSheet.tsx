import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { Drawer } from '../sheet/Drawer.tsx';
import { Gone } from '../sheet/Gone.tsx';
import { useOpener } from '../sheet/use-opener.ts';
import { useTags } from '../tags-context.ts';
import { tagsWords } from '../../ui/cleanup-words.ts';
import { countedWords } from '../words/cleanup-words.ts';
import { ConfirmStage } from '../draft/ConfirmStage.tsx';
import { DraftContext } from '../draft/draft-context.ts';
import { RightsStage } from '../draft/RightsStage.tsx';
import { OfferStage } from './OfferStage.tsx';

/** The sheet before tags are removed from all records. Renders nothing while it is closed. */
export function RetireSheet(): JSX.Element | null {
  const { retire } = useTags();
  const isOpen = retire.isOpen.value;
  useOpener(isOpen);
  return isOpen ? <Sheet /> : null;
}

function Sheet(): JSX.Element {
  const { cleaning, retire, rights } = useTags();
  const days = plural('n_days', cleaning.cleanups.historyDays.value);
  const stage = retire.stage.value;
  const isRefused = rights.state.value?.state === 'failed';
  const tags = tagsWords(retire.names.value);
  const records = countedWords(
    retire.sum.value,
    retire.included.value.map(({ module }) => module),
  );
  const gone = retire.gone.value;
  if (gone.length > 0)
    return <Gone heading={text('rem_h', { tags: tagsWords(gone) })} names={gone} close={retire.close} />;
  const headings = {
    offer: text('rem_h', { tags }),
    confirm: text('rem_confirm_h', { tags, records }),
    rights: text(isRefused ? 'ask_no_h' : 'ask_h'),
  };
  return (
    <Drawer heading={<span>{headings[stage]}</span>} step={`${stage} ${isRefused}`} close={retire.close}>
      <DraftContext.Provider value={retire}>
        {stage === 'offer' ? (
          <OfferStage />
        ) : stage === 'confirm' ? (
          <ConfirmStage button={text('confirm_btn', { records })} note={text('rem_confirm_p', { days })} />
        ) : (
          <RightsStage scope={retire.right.value} back={retire.back} />
        )}
      </DraftContext.Provider>
    </Drawer>
  );
}

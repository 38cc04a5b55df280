import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { useRefusal } from '../actions/use-refusal.ts';
import { AlsoDelete } from '../draft/AlsoDelete.tsx';
import { AskFirst } from '../draft/AskFirst.tsx';
import { Facts } from '../draft/Facts.tsx';
import { ModuleCounts } from '../draft/ModuleCounts.tsx';
import { goOn } from '../draft/go-on.ts';
import { OfferRefused, StartRefused } from '../draft/Refused.tsx';
import { AddedBack, Views } from '../draft/Rules.tsx';
import { Savings } from '../draft/Savings.tsx';
import { skippedWords } from '../draft/skipped-words.ts';
import { GoOnButton, SheetFoot } from '../sheet/SheetFoot.tsx';
import type { ReplaceData } from '../models/ReplaceModel.ts';
import { useTags } from '../tags-context.ts';
import { quoted } from '../../ui/cleanup-words.ts';
import { EqualNames } from './EqualNames.tsx';
import { NewTagNotes } from './NewTagNotes.tsx';
import { Preview } from './Preview.tsx';
import { startWords } from './replace-words.ts';
import { Steps } from './Steps.tsx';
import { WhichStays } from './WhichStays.tsx';
import { TagField } from './TagField.tsx';

/** Which tag stays, what happens to each record, the modules, and what it takes. */
export function ReplaceStage(): JSX.Element {
  const { replace, cleaning } = useTags();
  const isChosen = replace.isChosen.value;
  const tags = replace.tags.value;
  const stays = replace.name.value ?? '';
  const days = plural('n_days', cleaning.cleanups.historyDays.value);
  return (
    <>
      <div class="drawer-body">
        {replace.isMerge.value ? <WhichStays /> : <TagField label="repl_by" />}
        {replace.isMerge.value && !isChosen ? null : <ModuleCounts />}
        <Steps />
        {isChosen ? (
          <>
            <NewTagNotes />
            <Preview />
            <p class="muted">{text('prev_full', { tag: quoted(stays) })}</p>
            <AddedBack tags={tags} todo={(rules) => plural('merge_rule_do', rules, { tag: quoted(stays) })} />
            <OfferRefused />
            <Facts undo={text('merge_undo', { days })} />
            <Savings />
            <Views tags={tags} />
            <EqualNames />
            <AlsoDelete />
            <AskFirst />
          </>
        ) : (
          <OfferRefused />
        )}
      </div>
      <Foot />
    </>
  );
}

function Foot(): JSX.Element {
  const { replace, rights } = useTags();
  const { asked, confirmation, included, isChosen, isMerge, lacks, offer, offerError } = replace;
  const isPriced = offer.value !== null;
  const asks = confirmation.value !== 'none';
  const right = lacks.value;
  const refusal = useRefusal(replace.tags.value);
  const isStarting = asked.value.state === 'asked';
  const hasWork = included.value.length > 0;
  const canPress = isChosen.value && isPriced && hasWork && refusal === null && !isStarting;
  const label = !isChosen.value
    ? text(isMerge.value ? 'merge_choose_btn' : 'repl_choose_btn')
    : isStarting
      ? text('rem_starting')
      : !isPriced && offerError.value === null
        ? text('rem_counting_btn')
        : !isPriced || !hasWork
          ? text(isMerge.value ? 'merge_plain' : 'repl_plain')
          : startWords(replace, asks || right !== null);
  return (
    <SheetFoot
      note={<StartRefused />}
      leave={{ label: text('cancel'), press: replace.close }}
      side={refusal ?? sideWords(replace)}
    >
      <GoOnButton
        label={label}
        canPress={canPress}
        isPrimary={canPress || isStarting}
        press={() => goOn(replace, rights)}
      />
    </SheetFoot>
  );
}

/** The line under the button. */
function sideWords(replace: ReplaceData): string {
  const { included, isChosen, isMerge, lacks, name, offer } = replace;
  if (!isChosen.value) return text(isMerge.value ? 'merge_side' : 'repl_side');
  if (offer.value !== null && included.value.length === 0) return text('repl_side_none');
  if (lacks.value !== null) return text('ask_first');
  const skipped = skippedWords(replace);
  if (skipped !== null) return skipped;
  if (!isMerge.value) return text('repl_side_read');
  return text('merge_side_only', { tag: quoted(name.value ?? '') });
}

import type { JSX } from 'preact';
import { plural, text } from '../../shared/i18n.ts';
import { TagPill } from '../../ui/components/TagMark.tsx';
import type { TagsPageData } from '../models/TagsPageModel.ts';
import { useTags } from '../tags-context.ts';
import { countedWords } from '../words/cleanup-words.ts';
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

/** The offer: modules, finder, cost, and the rules that can add the tags back. */
export function OfferStage(): JSX.Element {
  const { cleaning, retire } = useTags();
  const days = plural('n_days', cleaning.cleanups.historyDays.value);
  const tags = retire.tags.value;
  const named = [...new Map(tags.map((tag) => [tag.name, tag])).values()];
  return (
    <>
      <div class="drawer-body">
        <AddedBack tags={tags} todo={(rules) => plural('rem_back_do', rules)} />
        <ModuleCounts />
        {named.length < 2 ? null : (
          <ul class="pills" aria-label={text('bar_label')}>
            {named.map((tag) => (
              <TagPill key={tag.name} tag={tag} />
            ))}
          </ul>
        )}
        <OfferRefused />
        <Facts undo={text('fact_undo_v', { days })} />
        <Savings />
        <Views tags={tags} />
        <AlsoDelete />
        <AskFirst />
      </div>
      <Foot />
    </>
  );
}

function Foot(): JSX.Element {
  const { retire, rights } = useTags();
  const right = retire.lacks.value;
  const { offer, offerError, included, sum, confirmation, asked } = retire;
  const isPriced = offer.value !== null;
  const doing = included.value;
  const now = sum.value;
  const asks = confirmation.value !== 'none';
  const refusal = useRefusal(retire.tags.value);
  const isStarting = asked.value.state === 'asked';
  const canPress = isPriced && doing.length > 0 && refusal === null && !isStarting;
  const records = countedWords(
    now,
    doing.map(({ module }) => module),
  );
  const label = !isPriced
    ? text(offerError.value === null ? 'rem_counting_btn' : 'act_remove')
    : doing.length === 0
      ? text('act_remove')
      : isStarting
        ? text('rem_starting')
        : text(asks || right !== null ? 'rem_asks' : 'confirm_btn', { records });
  return (
    <SheetFoot
      note={<StartRefused />}
      leave={{ label: text('cancel'), press: retire.close }}
      side={refusal ?? sideWords(retire, asks)}
    >
      <GoOnButton
        label={label}
        canPress={canPress}
        isPrimary={canPress || isStarting}
        press={() => goOn(retire, rights)}
      />
    </SheetFoot>
  );
}

/** The line under the button: the records that stay unchanged. */
function sideWords(retire: TagsPageData['retire'], asks: boolean): string {
  if (retire.offer.value !== null && retire.included.value.length === 0) return text('rem_side_none');
  const skipped = skippedWords(retire);
  if (skipped !== null) return skipped;
  if (retire.lacks.value !== null) return text('ask_first');
  return text(asks ? 'rem_side_asks' : 'rem_side');
}

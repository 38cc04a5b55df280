import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import { listed } from '../../ui/formats.ts';
import { Name } from '../../ui/rich-text.tsx';
import { Unknown } from '../list/TagRowView.tsx';
import { useTags } from '../tags-context.ts';
import { useDraft } from './draft-context.ts';
import { timeWords } from '../words/cleanup-words.ts';
import { countCell } from './count-cell.ts';
import { Cost } from './Facts.tsx';
import { secondsOf } from './offer.ts';
import { StartRefused } from './Refused.tsx';
import { addedBackWords } from './Rules.tsx';
import { Typed, wantedWords } from './Typed.tsx';
import { useRefusal } from '../actions/use-refusal.ts';
import { GoOnButton, SheetFoot } from '../sheet/SheetFoot.tsx';

interface Props {
  /** The label of the button that starts. */
  readonly button: string;
  /** What can be undone. */
  readonly note: string;
}

/** Repeats what is asked for before the start, and asks for the tag's name where it concerns many records. Only a press on its button starts it. */
export function ConfirmStage({ button, note }: Props): JSX.Element {
  const { connection } = useTags();
  const draft = useDraft();
  const doing = draft.included.value;
  const shown = connection.value;
  const back = addedBackWords(draft.tags.value);
  const names = draft.names.value;
  return (
    <>
      <div class="drawer-body">
        <dl class="facts">
          {shown === null ? null : (
            <>
              <dt>{text('confirm_org')}</dt>
              <dd>
                {text('confirm_org_v', { org: shownName(shown.org.name), env: text(`env_${shown.environment}`) })}
              </dd>
            </>
          )}
          {names.length === 1 ? null : (
            <>
              <dt>{text('confirm_tags')}</dt>
              <dd>{listed(names.map((name) => shownName(name)))}</dd>
            </>
          )}
          {doing.map(({ module, counted }) => (
            <>
              <dt>
                <Name>{module.plural}</Name>
              </dt>
              <dd>{(counted === null ? null : countCell(counted)) ?? <Unknown />}</dd>
            </>
          ))}
          {back.length === 0 ? null : (
            <>
              <dt>{text('rem_confirm_again')}</dt>
              <dd>{listed(back)}</dd>
            </>
          )}
          {draft.isDeleting.value || draft.kind.value === 'retire' ? (
            <>
              <dt>{text('rem_confirm_tag')}</dt>
              <dd>{text(draft.isDeleting.value ? 'rem_confirm_goes' : 'rem_confirm_stays')}</dd>
            </>
          ) : null}
          <dt>{text('fact_cost')}</dt>
          <dd>
            <Cost />
          </dd>
          <dt>{text('fact_time')}</dt>
          <dd>{timeWords(secondsOf(doing))}</dd>
        </dl>
        <p>{note}</p>
        {draft.toType.value === null ? null : (
          <Typed what={draft.toType.value} value={draft.typed.value} onInput={(typed) => (draft.typed.value = typed)} />
        )}
      </div>
      <Foot button={button} />
    </>
  );
}

function Foot({ button }: Pick<Props, 'button'>): JSX.Element {
  const draft = useDraft();
  const doing = draft.included.value;
  const refusal = useRefusal(draft.tags.value);
  const isStarting = draft.asked.value.state === 'asked';
  const isConfirmed = draft.isConfirmed.value;
  const wanted = draft.toType.value;
  const canPress = isConfirmed && refusal === null && doing.length > 0 && !isStarting;
  const side = wanted === null ? '' : isConfirmed ? text('rem_type_ready') : wantedWords(wanted);
  return (
    <SheetFoot note={<StartRefused />} leave={{ label: text('back'), press: draft.back }} side={refusal ?? side}>
      <GoOnButton
        label={isStarting ? text('rem_starting') : button}
        canPress={canPress}
        isPrimary={isConfirmed}
        press={() => inBackground(draft.start(), 'ConfirmStage.start')}
      />
    </SheetFoot>
  );
}

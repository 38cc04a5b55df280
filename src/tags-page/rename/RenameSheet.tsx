import type { JSX } from 'preact';
import { renamingPrice } from '../../cleanups/queries/price.ts';
import { plural, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import { TAGS_SCOPE } from '../../shared/scopes.ts';
import { Note } from '../../ui/components/Note.tsx';
import { list as listOf } from '../../ui/formats.ts';
import { holdUp } from '../actions/use-refusal.ts';
import { NotStarted } from '../draft/Refused.tsx';
import { RightsStage } from '../draft/RightsStage.tsx';
import { Drawer } from '../sheet/Drawer.tsx';
import { Gone } from '../sheet/Gone.tsx';
import { GoOnButton, SheetFoot } from '../sheet/SheetFoot.tsx';
import { useOpener } from '../sheet/use-opener.ts';
import { useTags } from '../tags-context.ts';
import { tagsWords } from '../../ui/cleanup-words.ts';
import { NameField } from './NameField.tsx';
import type { RenameStep } from './naming.ts';
import { RenameModules } from './RenameModules.tsx';

/** The sheet before a tag gets another name. Renders nothing while it is closed. */
export function RenameSheet(): JSX.Element | null {
  const { rename } = useTags();
  const isOpen = rename.isOpen.value;
  useOpener(isOpen);
  return isOpen ? <Sheet /> : null;
}

function Sheet(): JSX.Element {
  const { rename, rights } = useTags();
  const stage = rename.stage.value;
  const isRefused = rights.state.value?.state === 'failed';
  const gone = rename.gone.value;
  if (gone.length > 0)
    return <Gone heading={text('ren_h', { tag: tagsWords(gone) })} names={gone} close={rename.close} />;
  const heading =
    stage === 'offer' ? text('ren_h', { tag: tagsWords([rename.from.value]) }) : text(isRefused ? 'ask_no_h' : 'ask_h');
  return (
    <Drawer heading={<span>{heading}</span>} step={`${stage} ${isRefused}`} close={rename.close}>
      {stage === 'offer' ? <NameStage /> : <RightsStage scope={TAGS_SCOPE} back={rename.back} />}
    </Drawer>
  );
}

/** The new name, the modules, and what a rename changes and what it does not. */
function NameStage(): JSX.Element {
  const { cleaning, rename } = useTags();
  const doing = rename.included.value;
  const days = plural('n_days', cleaning.cleanups.historyDays.value);
  return (
    <>
      <div class="drawer-body">
        <NameField
          label={text('ren_label')}
          value={rename.typed.value}
          fault={rename.fault.value}
          hint={doing.length === 0 ? '' : freeWords(rename.steps.value)}
          onInput={rename.type}
        />
        <RenameModules />
        <p>{text('ren_p')}</p>
        <Note icon="info">
          <p>{text('ren_note')}</p>
        </Note>
        <dl class="facts">
          {doing.length === 0 ? null : (
            <>
              <dt>{text('fact_cost')}</dt>
              <dd>{text('fact_cost_most', { credits: plural('n_credits', renamingPrice(doing.length).most) })}</dd>
            </>
          )}
          <dt>{text('fact_undo')}</dt>
          <dd>{text('ren_undo', { days })}</dd>
        </dl>
      </div>
      <Foot />
    </>
  );
}

/** Where the name is free by the list of tags; empty where it is not free everywhere, because each module then says it. */
function freeWords(steps: readonly RenameStep[]): string {
  const isFree = steps.every(({ bearer, likely }) => bearer === null && likely === null);
  return isFree ? text('ren_free', { modules: namesOf(steps) }) : '';
}

function namesOf(steps: readonly RenameStep[]): string {
  return listOf(steps.map(({ module }) => shownName(module.plural)));
}

function Foot(): JSX.Element {
  const page = useTags();
  const { rename, rights } = page;
  const refusal = holdUp(page);
  const doing = rename.included.value;
  const isStarting = rename.isStarting.value;
  const mustAsk = rename.mustAsk.value;
  const canPress = doing.length > 0 && refusal === null && !isStarting;
  const side = sideWords(rename.steps.value, doing, rename.fault.value !== null);
  return (
    <SheetFoot
      note={<NotStarted error={rename.error.value} />}
      leave={{ label: text('cancel'), press: rename.close }}
      side={refusal ?? (mustAsk && canPress ? text('ask_first') : side)}
    >
      <GoOnButton
        label={isStarting ? text('rem_starting') : buttonWords(rename.steps.value, doing)}
        canPress={canPress}
        isPrimary={canPress || isStarting}
        press={() => {
          if (mustAsk) {
            rights.forget();
            rename.toRights(TAGS_SCOPE);
          } else inBackground(rename.start(), 'RenameSheet.start');
        }}
      />
    </SheetFoot>
  );
}

function buttonWords(steps: readonly RenameStep[], doing: readonly RenameStep[]): string {
  if (doing.length > 0 && doing.length < steps.length) return text('ren_only_btn', { modules: namesOf(doing) });
  return plural('ren_btn', Math.max(1, doing.length));
}

/** The line under the button: the modules that keep the old name. */
function sideWords(steps: readonly RenameStep[], doing: readonly RenameStep[], isFaulty: boolean): string {
  const taken = steps.filter(({ bearer }) => bearer !== null);
  if (isFaulty) return '';
  if (doing.length === 0) return text(taken.length === steps.length ? 'ren_side_taken' : 'ren_side_none');
  if (taken.length > 0) return plural('ren_only_side', taken.length, { modules: namesOf(taken) });
  return steps.length > 1 ? text('ren_side') : '';
}

import type { JSX } from 'preact';
import { deletingPrice } from '../../cleanups/queries/price.ts';
import { plural, sentences, text } from '../../shared/i18n.ts';
import { shownName } from '../../shared/names.ts';
import { inBackground } from '../../shared/notes.ts';
import { holdsScope, SEARCH_SCOPE, TAGS_SCOPE } from '../../shared/scopes.ts';
import type { TagRow } from '../../tags/model/types.ts';
import { isAutomated } from '../../tags/queries/judgements.ts';
import { countingPrice } from '../../tags/queries/price.ts';
import { Icon } from '../../ui/components/Icon.tsx';
import { TagPill } from '../../ui/components/TagMark.tsx';
import { Name } from '../../ui/rich-text.tsx';
import { holdUp } from '../actions/use-refusal.ts';
import { NotStarted } from '../draft/Refused.tsx';
import { Unsearched } from '../draft/Unsearched.tsx';
import { namedUses } from '../lines/uses.ts';
import { useTags } from '../tags-context.ts';
import { tagsWords } from '../../ui/cleanup-words.ts';
import { creditsWords } from '../../ui/credits-words.ts';
import type { DeleteStep } from './deletable.ts';
import { useCounting } from './Recount.tsx';
import { Staying } from './Staying.tsx';
import { GoOnButton, SheetFoot } from '../sheet/SheetFoot.tsx';

/** The tags that would be deleted, those that stay and why, the cost and the undo. */
export function DeleteStage(): JSX.Element {
  const { cleaning, deletion, connection } = useTags();
  const now = connection.value;
  const doing = deletion.included.value;
  const tags = doing.flatMap((step) => step.tags);
  const days = plural('n_days', cleaning.cleanups.historyDays.value);
  const isSearched = ({ module }: TagRow) => module === 'Leads' && now !== null && holdsScope(now, SEARCH_SCOPE);
  const price = deletingPrice(doing.length, tags.length, tags.filter(isSearched).length);
  return (
    <>
      <div class="drawer-body">
        <Staying />
        <Modules />
        {tags.length < 2 ? null : (
          <details class="adds plain">
            <summary>
              <Icon name="tags" />
              <span>{plural('del_show', tags.length)}</span>
              <Icon name="down" />
            </summary>
            <ul class="pills">
              {tags.map((tag) => (
                <TagPill key={`${tag.module} ${tag.id}`} tag={tag} />
              ))}
            </ul>
          </details>
        )}
        {tags.length === 0 ? null : (
          <>
            <p>
              {sentences([
                text('del_again'),
                tags.every((tag) => isAutomated(tag) === false) ? '' : text('del_rules_unknown'),
              ])}
            </p>
            <Views />
            <Unsearched modules={doing.map(({ module }) => module)} toRights={() => deletion.toRights(SEARCH_SCOPE)} />
            <dl class="facts">
              <dt>{text('fact_cost')}</dt>
              <dd>{text('fact_cost_most', { credits: plural('n_credits', price.most) })}</dd>
              <dt>{text('fact_undo')}</dt>
              <dd>{text('del_undo', { days })}</dd>
            </dl>
          </>
        )}
      </div>
      <Foot />
    </>
  );
}

/** Nothing is deleted before it is counted. */
function Count({ tags }: { tags: readonly TagRow[] }): JSX.Element {
  const { count, connection, isOnline } = useTags();
  const counting = useCounting();
  const canPress = counting === null && isOnline.value && connection.value?.isSignedOut === false;
  return (
    <button
      class={canPress ? 'btn primary' : 'btn'}
      type="button"
      aria-disabled={!canPress || undefined}
      onClick={() => {
        if (canPress) inBackground(count(tags), 'DeleteStage.count');
      }}
    >
      {counting ?? text('del_count', { credits: creditsWords(countingPrice(tags.length)) })}
    </button>
  );
}

/** A tag that is created again is new to Zoho, so that its views and rules do not know it. */
function Views(): JSX.Element | null {
  const tags = useTags().deletion.included.value.flatMap((step) => step.tags);
  const uses = namedUses(tags).filter(({ area }) => area.kind === 'view');
  const views = new Set(uses.map(({ place, tag }) => place.id ?? `${tag.id} ${place.name}`)).size;
  const names = [...new Set(uses.map(({ tag }) => tag.name))];
  return views === 0 ? null : <p>{plural('del_views', views, { tags: tagsWords(names) })}</p>;
}

function Modules(): JSX.Element | null {
  const { deletion } = useTags();
  const steps = deletion.steps.value;
  const n = deletion.included.value.reduce((sum, { tags }) => sum + tags.length, 0);
  if (steps.length === 0) return null;
  return (
    <section>
      <h3>{plural('del_list', n)}</h3>
      <ul class="where-list">
        {steps.map((step) => (
          <Module key={step.module.apiName} step={step} isSingle={steps.length === 1} />
        ))}
      </ul>
    </section>
  );
}

function Module({ step, isSingle }: { step: DeleteStep; isSingle: boolean }): JSX.Element {
  const { deletion } = useTags();
  const { module, tags, room, isSkipped } = step;
  const name = shownName(module.plural);
  const count = plural('n_tags', tags.length);
  return (
    <li class={isSkipped ? 'out' : ''}>
      <span class="strong">
        <Name>{module.plural}</Name>
        {isSkipped ? <span class="vh">{text('left_out')}</span> : null}
      </span>
      <span class="row">
        <span class="muted">
          {room === null || isSkipped ? count : text('del_room', { tags: count, left: room.used, limit: room.allowed })}
        </span>
        {isSingle ? null : (
          <button
            class="link"
            type="button"
            aria-label={text(isSkipped ? 'take_in_of' : 'leave_out_of', { module: name })}
            onClick={() => (isSkipped ? deletion.include(module.apiName) : deletion.skip(module.apiName))}
          >
            {text(isSkipped ? 'take_in' : 'leave_out')}
          </button>
        )}
      </span>
    </li>
  );
}

function Foot(): JSX.Element {
  const page = useTags();
  const { deletion, rights } = page;
  const n = deletion.included.value.reduce((sum, { tags }) => sum + tags.length, 0);
  const refusal = holdUp(page);
  const isStarting = deletion.isStarting.value;
  const canPress = n > 0 && refusal === null && !isStarting;
  const mustAsk = deletion.mustAsk.value;
  const { uncounted } = deletion.fates.value;
  const isUncounted = deletion.steps.value.length === 0 && uncounted.length > 0;
  const side = isUncounted ? '' : n === 0 ? text('del_side_none') : mustAsk ? text('ask_first') : '';
  return (
    <SheetFoot
      note={<NotStarted error={deletion.error.value} />}
      leave={{ label: text('cancel'), press: deletion.close }}
      side={refusal ?? side}
    >
      {isUncounted ? (
        <Count tags={uncounted} />
      ) : (
        <GoOnButton
          label={isStarting ? text('rem_starting') : n === 0 ? text('del_btn_none') : plural('del_btn', n)}
          canPress={canPress}
          isPrimary={canPress || isStarting}
          press={() => {
            if (mustAsk) {
              rights.forget();
              deletion.toRights(TAGS_SCOPE);
            } else inBackground(deletion.start(), 'DeleteStage.start');
          }}
        />
      )}
    </SheetFoot>
  );
}

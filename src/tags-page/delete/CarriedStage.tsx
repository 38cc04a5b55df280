import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { holdUp } from '../actions/use-refusal.ts';
import { useTags } from '../tags-context.ts';
import { momentOf } from '../words/tag-words.ts';
import { Recount } from './Recount.tsx';

/** Tags on records are not deleted. The way on is their removal. */
export function CarriedStage(): JSX.Element {
  const page = useTags();
  const { deletion, retire, now } = page;
  const tags = deletion.tags.value;
  const refusal = holdUp(page);
  const times = tags.flatMap(({ records }) => records?.at ?? []);
  return (
    <>
      <div class="drawer-body">
        <p>{text('delnot_p1')}</p>
        <p>{text('delnot_p2')}</p>
        <div>
          <p class="hint">{text('one_counted', momentOf(Math.min(...times), now()))}</p>
          <Recount tags={tags} label="del_recount" />
        </div>
      </div>
      <footer class="drawer-foot">
        <div class="row fill">
          <button class="btn" type="button" onClick={deletion.close}>
            {text('cancel')}
          </button>
          <button
            class={refusal === null ? 'btn primary' : 'btn'}
            type="button"
            aria-disabled={refusal !== null || undefined}
            onClick={() => {
              if (refusal !== null) return;
              deletion.close();
              retire.open(tags);
            }}
          >
            {text('act_remove')}
          </button>
        </div>
        <output class="side">{refusal ?? ''}</output>
      </footer>
    </>
  );
}

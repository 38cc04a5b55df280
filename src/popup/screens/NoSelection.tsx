import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { Say } from '../parts/frame/Say.tsx';
import { tagWords, viewWords } from '../../ui/source-words.ts';
import { BasketOffer } from '../parts/no-selection/BasketOffer.tsx';
import { LastTabOffer } from '../parts/no-selection/LastTabOffer.tsx';
import { MainButton } from '../parts/frame/MainButton.tsx';
import { Offer } from '../parts/no-selection/Offer.tsx';
import { noPageWords, nothingWords } from '../parts/no-selection/nothing-words.ts';
import { BasketNote } from '../parts/selection/BasketNote.tsx';
import { useTagsAtHand } from '../parts/selection/use-tags-at-hand.ts';
import { usePopup } from '../popup-context.ts';
import { openPage } from '../close-behind.ts';
import { shownName } from '../../shared/names.ts';
import { tagsUrl } from '../../ui/links.ts';
import { inBackground } from '../../shared/notes.ts';

/** A page outside Zoho CRM. The basket and past runs still work here. */
export function NotZohoScreen(): JSX.Element {
  return (
    <main class="body">
      <Say heading={text('notzoho_h')}>
        <p>{text('notzoho_p')}</p>
      </Say>
      <ul class="offers">
        <LastTabOffer />
        <BasketOffer isHere={false} />
      </ul>
    </main>
  );
}

/** A page of Zoho without records, or of a module without tags. */
export function NoPageScreen(): JSX.Element {
  const answer = usePopup().page.answer.value;
  const words = noPageWords(answer);
  return (
    <main class="body">
      <Say heading={words.heading}>
        {words.more === '' ? null : <p>{words.more}</p>}
        <p>{words.detail}</p>
      </Say>
      <BasketNote />
      <ul class="offers">
        <BasketOffer isHere={false} isFocused />
        <PasteOffer hint={text('src_paste_one_module')} isFocused />
      </ul>
    </main>
  );
}

/** A page where Untag read no ticked row: the reason, then other ways. */
export function NothingTickedScreen(): JSX.Element {
  const { page, selection, choose } = usePopup();
  const answer = page.answer.value;
  const module = selection.pageModule.value;
  const viewId = answer?.context.viewId ?? null;
  const words = nothingWords(answer, module);
  return (
    <main class="body">
      <Say heading={words.heading}>
        {words.more === '' ? null : <p>{words.more}</p>}
        <p>{words.detail}</p>
      </Say>
      <BasketNote />
      <ul class="offers">
        {viewId === null || module === null ? null : (
          <Offer
            icon="list"
            label={viewWords(selection.viewName.value, module)}
            hint={text('src_view_hint')}
            isFocused
            onPress={() => choose({ from: 'view' })}
          />
        )}
        <TagOffers />
        <BasketOffer isHere isFocused={viewId === null} />
        <PasteOffer hint={text('src_paste_hint')} isFocused={viewId === null} />
        <TagsOffer />
      </ul>
    </main>
  );
}

/** Leads to all records that have a tag which was used last. */
function TagOffers(): JSX.Element {
  const { selection, finding } = usePopup();
  const module = selection.pageModule.value;
  const tags = useTagsAtHand(selection.connection.value?.id ?? null, module);
  return (
    <>
      {(module === null ? [] : tags).map((tag) => (
        <Offer
          key={tag.id}
          icon="tags"
          label={tagWords(tag, module)}
          hint={text('src_tag_hint')}
          onPress={() => {
            if (module !== null) finding.value = { module, tag };
          }}
        />
      ))}
    </>
  );
}

/** Leads to all tags of the module in front, on a page of their own. */
function TagsOffer(): JSX.Element | null {
  const { selection } = usePopup();
  const module = selection.pageModule.value;
  const connection = selection.connection.value;
  if (module === null || connection === null) return null;
  return (
    <Offer
      icon="tags"
      label={text('way_tags', { module: shownName(module.plural) })}
      hint={text('way_tags_p')}
      onPress={() => openPage(tagsUrl({ connectionId: connection.id, module: module.apiName }))}
    />
  );
}

function PasteOffer({ hint, isFocused }: { hint: string; isFocused: boolean }): JSX.Element {
  const { isPasting } = usePopup();
  return (
    <Offer
      icon="paste"
      label={text('src_paste_offer')}
      hint={hint}
      isFocused={isFocused}
      onPress={() => {
        isPasting.value = true;
      }}
    />
  );
}

/** The tab was open before Untag was installed or updated, and the script could not be added to it. */
export function StaleScreen(): JSX.Element {
  const { page, attempt } = usePopup();
  return (
    <main class="body">
      <Say icon="retry" heading={text('stale_h')}>
        <p>{text('stale_p')}</p>
      </Say>
      <MainButton
        isFocused
        onPress={() =>
          inBackground(
            attempt(() => page.reload().then(() => globalThis.close())),
            'NoSelection.attempt',
          )
        }
      >
        {text('stale_btn')}
      </MainButton>
    </main>
  );
}

/** The browser withholds access to a host of Zoho. */
export function HostAccessScreen({ host }: { host: string }): JSX.Element {
  const { page, attempt } = usePopup();
  return (
    <main class="body">
      <Say icon="shield" heading={text('host_h', { host })}>
        <p>{text('host_p')}</p>
      </Say>
      <MainButton
        isFocused
        onPress={() =>
          inBackground(
            attempt(() => page.allow()),
            'NoSelection.attempt',
          )
        }
      >
        {text('host_btn', { host })}
      </MainButton>
    </main>
  );
}

import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { text } from '../../../shared/i18n.ts';
import { shownName } from '../../../shared/names.ts';
import { lastTabItem } from '../../../shared/stored-items.ts';
import { usePopup } from '../../popup-context.ts';
import { Offer } from './Offer.tsx';
import { inBackground } from '../../../shared/notes.ts';

const TAB = /\/tab\/([^/?#]+)/;

/**
 * Leads back to the last used CRM tab. Renders nothing if none is known, or if that tab is this one and has left the
 * CRM.
 */
export function LastTabOffer(): JSX.Element | null {
  const { showTab, page, attempt } = usePopup();
  const last = useSignal<{ readonly tabId: number; readonly url: string } | null>(null);
  useEffect(() => {
    inBackground(
      attempt(async () => {
        last.value = await lastTabItem.get();
      }),
      'LastTabOffer.attempt',
    );
  }, [last, attempt]);
  const tab = last.value;
  if (tab === null || tab.tabId === page.tab.value?.id) return null;
  const name = TAB.exec(tab.url)?.[1] ?? '';
  const show = async (): Promise<void> => {
    if (await showTab(tab.tabId)) return;
    last.value = null;
    await lastTabItem.clear();
  };
  return (
    <Offer
      icon="open"
      label={text('notzoho_go')}
      hint={name === '' ? '' : text('notzoho_go_hint', { module: shownName(name) })}
      isFocused
      onPress={() => inBackground(attempt(show), 'LastTabOffer.attempt')}
    />
  );
}

import type { JSX } from 'preact';
import { inBackground } from '../../shared/notes.ts';
import { text } from '../../shared/i18n.ts';
import type { PageContext } from '../../shared/page.ts';
import { Say } from '../parts/frame/Say.tsx';
import { Name } from '../../ui/rich-text.tsx';
import { MainButton } from '../parts/frame/MainButton.tsx';
import { usePopup } from '../popup-context.ts';

interface Props {
  /** The page by the browser's address. */
  readonly browser: PageContext;
  /** The page by its own answer; null where the answer cannot be true of any page. */
  readonly page: PageContext | null;
}

/** The page's answer contradicts the browser's address and is rejected. Both are shown side by side. */
export function PageRefusedScreen({ browser, page }: Props): JSX.Element {
  const { page: tab, attempt } = usePopup();
  return (
    <main class="body">
      <Say tone="bad" icon="bad" heading={text(page === null ? 'page_odd_h' : 'page_elsewhere_h')}>
        <p>{text(page === null ? 'page_odd_p' : 'page_elsewhere_p')}</p>
      </Say>
      {page === null ? null : (
        <dl class="compare">
          <dt>{text('page_browser')}</dt>
          <Place context={browser} />
          <dt>{text('page_own')}</dt>
          <Place context={page} />
        </dl>
      )}
      <MainButton
        isFocused
        onPress={() =>
          inBackground(
            attempt(() => tab.reload().then(() => globalThis.close())),
            'PageRefused.reload',
          )
        }
      >
        {text('stale_btn')}
      </MainButton>
      <p class="muted small">{text('page_refused_note')}</p>
    </main>
  );
}

function Place({ context }: { context: PageContext }): JSX.Element {
  const { host, orgSegment, moduleSlug, recordId, viewId } = context;
  const parts = [host, orgSegment, moduleSlug, recordId ?? viewId].filter((part) => part !== null);
  return (
    <dd>
      {parts.map((part, place) => (
        <span class="dc" key={place}>
          <Name>{part}</Name>
        </span>
      ))}
    </dd>
  );
}

import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { type ExtraScope, holdsScope, SEARCH_SCOPE, TAGS_SCOPE } from '../../shared/scopes.ts';
import type { AskedRight } from '../address.ts';
import { RightsStage } from '../draft/RightsStage.tsx';
import { useTags } from '../tags-context.ts';
import { Drawer } from './Drawer.tsx';

const SCOPES: Readonly<Record<AskedRight, ExtraScope>> = { search: SEARCH_SCOPE, tags: TAGS_SCOPE };

/**
 * Asks for the right to search where the popup led here for it, or for the right to change tags where a clean-up cannot
 * go on without it. Renders nothing otherwise.
 */
export function RightsSheet(): JSX.Element | null {
  const { asks, closeAsk, connection, rights } = useTags();
  const shown = connection.value;
  const asked = asks.value;
  if (asked === null || shown === null) return null;
  const scope = SCOPES[asked];
  const isGranted = holdsScope(shown, scope);
  // The clean-up is on this page, with the button that goes on.
  if (isGranted && asked === 'tags') return null;
  const isRefused = rights.state.value?.state === 'failed';
  const heading = text(isGranted ? 'ask_have_h' : isRefused ? 'ask_no_h' : 'ask_h');
  return (
    <Drawer heading={<span>{heading}</span>} step={heading} close={closeAsk}>
      {isGranted ? (
        <>
          <div class="drawer-body">
            <p>{text('ask_have_p')}</p>
          </div>
          <footer class="drawer-foot">
            <div class="row fill">
              <button class="btn" type="button" onClick={closeAsk}>
                {text('one_close')}
              </button>
            </div>
          </footer>
        </>
      ) : (
        <RightsStage scope={scope} back={closeAsk} />
      )}
    </Drawer>
  );
}

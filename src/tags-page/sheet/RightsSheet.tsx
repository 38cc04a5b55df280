import type { JSX } from 'preact';
import { text } from '../../shared/i18n.ts';
import { holdsScope, SEARCH_SCOPE } from '../../shared/scopes.ts';
import { RightsStage } from '../draft/RightsStage.tsx';
import { useTags } from '../tags-context.ts';
import { Drawer } from './Drawer.tsx';

/** Asks for the right to search where the popup led here for it. Renders nothing otherwise. */
export function RightsSheet(): JSX.Element | null {
  const { asks, closeAsk, connection, rights } = useTags();
  const shown = connection.value;
  if (asks.value === null || shown === null) return null;
  const isGranted = holdsScope(shown, SEARCH_SCOPE);
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
        <RightsStage scope={SEARCH_SCOPE} back={closeAsk} />
      )}
    </Drawer>
  );
}

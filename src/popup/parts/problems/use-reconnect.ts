import { openConnect } from '../../close-behind.ts';
import { usePopup } from '../../popup-context.ts';
import { inBackground } from '../../../shared/notes.ts';

/** Signs in to a connection again: the same data centre and org, with any tab in front. */
export function useReconnect(connectionId: string): () => void {
  const { session, page } = usePopup();
  const connection = session.connections.value.find(({ id }) => id === connectionId);
  return () => {
    if (connection === undefined) return;
    const { dataCentre, environment, org, way, clientId } = connection;
    // A pasted code works once, so only the page Connect can get a new one.
    if (way === 'self') {
      openConnect({ connectionId, tabId: page.tab.peek()?.id });
      return;
    }
    const orgSegment = org.domainName || (org.zgid ? `org${org.zgid}` : null);
    inBackground(
      session.connect({ dataCentre, orgSegment, isSandbox: environment === 'sandbox', client: { way, clientId } }),
      'use-reconnect.connect',
    );
  };
}

import type { Untag } from '../browser/Untag.ts';
import { ConnectPage } from '../browser/ConnectPage.ts';
import { LEADS } from '../matrix/play.ts';
import { EXTENSION_CLIENT_ID } from '../zoho/world/clients.ts';
import { RunPage } from './RunPage.ts';
import type { Before } from './truth.ts';

/** Connects through the page Connect, and opens the page that starts runs. */
export async function connectedPage(untag: Untag): Promise<RunPage> {
  const connect = await ConnectPage.open(untag);
  await connect.connect({ clientId: EXTENSION_CLIENT_ID });
  await connect.expectConnected('Brightside Solar');
  const page = await RunPage.open(untag);
  await connect.page.close();
  return page;
}

/** The popup's request when these leads are ticked. */
export function readRequest(runId: string, connectionId: string, ids: readonly string[]) {
  const source = { kind: 'ticked', viewId: null, viewName: null, pages: null } as const;
  return { runId, connectionId, module: LEADS, source, ids };
}

/** Reads the records into a preview. */
export async function previewed(page: RunPage, runId: string, { ids }: Before): Promise<void> {
  await page.ask('run.read', readRequest(runId, await page.connectionId(), ids));
  await page.reaches(runId, 'planned');
}

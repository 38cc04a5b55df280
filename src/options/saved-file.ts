import { basketItem, clientItem, connectionsItem, settingsItem } from '../shared/stored-items.ts';
import type { OptionsPorts } from './ports.ts';

/**
 * All data that Untag has stored for the user as one JSON text, in pieces of one record each: settings, connections,
 * basket, runs with their records. It has no token and no secret, because pages cannot read those.
 */
export async function* savedPieces(ports: Pick<OptionsPorts, 'journal' | 'version' | 'now'>): AsyncGenerator<string> {
  const [settings, client, connections, basket] = await Promise.all([
    settingsItem.get(),
    clientItem.get(),
    connectionsItem.get(),
    basketItem.get(),
  ]);
  const head = {
    untag: ports.version,
    savedAt: new Date(ports.now()).toISOString(),
    settings,
    client,
    connections,
    basket,
  };
  yield `${JSON.stringify(head).slice(0, -1)},"runs":[`;
  let isFirst = true;
  for await (const run of ports.journal.runs()) {
    yield `${isFirst ? '' : ','}\n${JSON.stringify(run).slice(0, -1)},"records":[`;
    isFirst = false;
    let isFirstRecord = true;
    for await (const { run: _run, ...record } of ports.journal.records(run.id)) {
      yield `${isFirstRecord ? '' : ','}\n${JSON.stringify(record)}`;
      isFirstRecord = false;
    }
    yield ']}';
  }
  yield ']}\n';
}

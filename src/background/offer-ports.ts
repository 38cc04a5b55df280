import type { OfferPorts } from '../cleanups/offer.ts';
import { recordsScanned } from '../runs/queries/scanned.ts';
import { AppError } from '../shared/errors.ts';
import { holdsScope, SEARCH_SCOPE } from '../shared/scopes.ts';
import { connectionsItem, readSizesItem } from '../shared/stored-items.ts';
import type { Tags } from '../tags/tags.ts';

/** The ports of an offer in the extension. */
export function createOfferPorts(tags: Pick<Tags, 'fresh'>): OfferPorts {
  return {
    async terms(connectionId) {
      const connection = (await connectionsItem.get()).find(({ id }) => id === connectionId);
      if (connection === undefined) throw new AppError('signed-out');
      return {
        canSearch: holdsScope(connection, SEARCH_SCOPE),
        edition: connection.org.edition,
        readSize: (await readSizesItem.get())[connectionId] ?? null,
      };
    },
    counts: (request) => tags.fresh(request),
    records: recordsScanned,
  };
}

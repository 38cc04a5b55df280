import type { Connection } from '../../shared/connection.ts';

/** The connection of the runs of these tests: org 1, whose pages have `org1` in their address. */
export const BRIGHTSIDE: Connection = {
  id: 'us-production-1-1',
  dataCentre: 'us',
  environment: 'production',
  org: { zgid: '1', domainName: 'org1', name: 'Brightside Solar', edition: null },
  user: { id: '1', name: 'Ada', profile: null },
  way: 'client',
  clientId: '1000.A',
  missingScopes: [],
  isSignedOut: false,
  connectedAt: 0,
};

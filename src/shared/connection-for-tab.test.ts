import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connection } from './connection.ts';
import { connectionForTab, type Fit, fitOf } from './connection-for-tab.ts';
import { DATA_CENTRES, type DataCentre, type Environment } from './data-centres.ts';

interface Sketch {
  readonly id?: string;
  readonly dataCentre?: DataCentre;
  readonly environment?: Environment;
  readonly zgid?: string;
  readonly domainName?: string;
  readonly isSignedOut?: boolean;
}

function connection(sketch: Sketch = {}): Connection {
  const { zgid = '808232144', domainName = `org${zgid}`, ...rest } = sketch;
  return {
    id: 'a',
    dataCentre: 'us',
    environment: 'production',
    org: { zgid, domainName, name: 'Northwind', edition: null },
    user: { id: '1', name: 'Ada', profile: null },
    way: 'client',
    clientId: '1000.A',
    missingScopes: [],
    isSignedOut: false,
    connectedAt: 0,
    ...rest,
  };
}

const production = { dataCentre: 'us', isSandbox: false } as const;
const sandbox = { dataCentre: 'us', isSandbox: true } as const;

describe('one connection', () => {
  const vanity = { domainName: 'northwind' };
  const unnamed = { zgid: '', domainName: '' };
  const cases: [string, Sketch, string | null, Fit][] = [
    ['the org number', {}, 'org808232144', 'fits'],
    ['the org number in capitals', {}, 'ORG808232144', 'fits'],
    ['another org number', {}, 'org999', 'wrong-org'],
    ['a number that only begins the same', {}, 'org8082321440', 'wrong-org'],
    ['no segment', {}, null, 'unsure'],
    ['an empty segment', {}, '', 'unsure'],
    ['a chosen name for an org with a number', {}, 'northwind', 'unsure'],
    ['the chosen name', vanity, 'northwind', 'fits'],
    ['the chosen name in capitals', vanity, 'NorthWind', 'fits'],
    ['the number of an org with a chosen name', vanity, 'org808232144', 'fits'],
    ['another chosen name', vanity, 'contoso', 'unsure'],
    ['another number than that of a chosen name', vanity, 'org999', 'wrong-org'],
    ['a number where /org was refused', unnamed, 'org808232144', 'unsure'],
    ['"org" where /org was refused', unnamed, 'org', 'unsure'],
    ['no segment where /org was refused', unnamed, null, 'unsure'],
  ];

  it.each(cases)('%s', (_name, sketch, orgSegment, fit) => {
    expect(fitOf(connection(sketch), production, orgSegment)).toBe(fit);
  });

  it.each([
    ['production', production, 'fits'],
    ['production', sandbox, 'wrong-environment'],
    ['sandbox', sandbox, 'fits'],
    ['sandbox', production, 'wrong-environment'],
    ['developer', production, 'fits'],
    ['developer', sandbox, 'fits'],
  ] as const)('of %s on a tab of %o: %s', (environment, place, fit) => {
    expect(fitOf(connection({ environment }), place, 'org808232144')).toBe(fit);
  });

  it('fits no other data centre', () => {
    for (const dataCentre of DATA_CENTRES)
      for (const other of DATA_CENTRES)
        expect(fitOf(connection({ dataCentre }), { dataCentre: other, isSandbox: false }, 'org808232144')).toBe(
          dataCentre === other ? 'fits' : 'wrong-data-centre',
        );
  });
});

describe('several connections', () => {
  it('none is none', () => {
    expect(connectionForTab([], production, 'org1')).toEqual({ fit: 'none' });
  });

  it.each([
    [['dc', 'env', 'org', 'vanity', 'right'], 'fits', 'right'],
    [['dc', 'env', 'org', 'vanity'], 'unsure', 'vanity'],
    [['dc', 'env', 'org'], 'wrong-org', 'org'],
    [['dc', 'env'], 'wrong-environment', 'env'],
    [['dc'], 'wrong-data-centre', 'dc'],
  ])('of %o the best is taken: %s', (ids, fit, id) => {
    const all: Readonly<Record<string, Connection>> = {
      dc: connection({ id: 'dc', dataCentre: 'eu' }),
      env: connection({ id: 'env', environment: 'sandbox' }),
      org: connection({ id: 'org', zgid: '999' }),
      vanity: connection({ id: 'vanity', zgid: '', domainName: 'northwind' }),
      right: connection({ id: 'right' }),
    };
    const found = connectionForTab(
      ids.map((name) => all[name]!),
      production,
      'org808232144',
    );
    expect(found).toMatchObject({ fit, connection: { id }, others: [] });
  });

  it('prefers one that is signed in, then the newest, and names the others', () => {
    const found = connectionForTab(
      [
        connection({ id: 'newest', isSignedOut: true }),
        connection({ id: 'second' }),
        connection({ id: 'oldest' }),
        connection({ id: 'elsewhere', dataCentre: 'eu' }),
      ],
      production,
      'org808232144',
    );
    expect(found).toMatchObject({ connection: { id: 'second' }, others: [{ id: 'oldest' }, { id: 'newest' }] });
  });

  it('never takes a connection of another data centre, environment or org number for one that fits', () => {
    const sketch = fc.record({
      dataCentre: fc.constantFrom(...DATA_CENTRES),
      environment: fc.constantFrom<Environment>('production', 'sandbox', 'developer'),
      zgid: fc.constantFrom('1', '2', '12', ''),
      domainName: fc.constantFrom('org1', 'org2', 'one', ''),
    });
    const place = fc.record({ dataCentre: fc.constantFrom(...DATA_CENTRES), isSandbox: fc.boolean() });
    const segment = fc.constantFrom(null, '', 'org1', 'org2', 'org12', 'one', 'two');
    const result = fc.check(
      fc.property(fc.array(sketch), place, segment, (sketches, where, orgSegment) => {
        const found = connectionForTab(sketches.map(connection), where, orgSegment);
        if (found.fit !== 'fits') return true;
        const { dataCentre, environment, org } = found.connection;
        return (
          dataCentre === where.dataCentre &&
          (environment === 'developer' || (environment === 'sandbox') === where.isSandbox) &&
          [`org${org.zgid}`, org.domainName].includes(orgSegment ?? 'none')
        );
      }),
      { numRuns: 500 },
    );
    expect(result).toMatchObject({ failed: false, numRuns: 500 });
  });
});

/** The org and the user of the runs of these tests. */
export const ORG = {
  zgid: '808232144',
  domainName: 'org808232144',
  name: 'Zylker',
  dataCentre: 'us',
  environment: 'production',
  edition: 'enterprise',
} as const;
export const USER = { id: '5725767000000411001', name: 'Patricia Boyle' } as const;

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { wideClient } from './api-for-tests.ts';
import { CONTRACT_CASES } from './contract-cases.ts';
import { DEVIATIONS } from './contract-deviations.ts';
import { openApi } from './openapi-for-tests.ts';
import { startZoho } from './simulator.ts';
import type { ApiClient } from './api-for-tests.ts';
import type { Zoho } from './simulator.ts';

const folder = process.env['ZOHO_OPENAPI_DIR'];
if (folder === undefined) {
  console.log('Contract tests skipped: ZOHO_OPENAPI_DIR does not name a folder with the files of zoho/crm-oas (v8.0).');
}

describe.skipIf(folder === undefined)("Zoho's OpenAPI files", () => {
  let zoho: Zoho;
  let api: ApiClient;
  const described = openApi(folder ?? '');
  const used = new Set<(typeof DEVIATIONS)[number]>();

  beforeAll(async () => {
    zoho = await startZoho();
    api = wideClient(zoho);
  });
  afterEach(() => zoho.reset());
  afterAll(async () => {
    api.close();
    await zoho.stop();
  });

  it.each(CONTRACT_CASES)(
    'describe $name',
    async ({ name, file, route, method, status, describedAs = status, ask }) => {
      const answer = await ask(api, zoho);
      expect(answer.status).toBe(status);
      const unexplained = described.differences(file, route, method, describedAs, answer.body).filter((line) => {
        const excuses = DEVIATIONS.filter((deviation) => deviation.cases.test(name) && deviation.lines.test(line));
        for (const excuse of excuses) used.add(excuse);
        return excuses.length === 0;
      });
      expect(unexplained).toEqual([]);
    },
  );

  it('and every listed deviation is one', () => {
    expect(DEVIATIONS.filter((deviation) => !used.has(deviation)).map((deviation) => deviation.reason)).toEqual([]);
  });
});

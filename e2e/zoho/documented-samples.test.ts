import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiClient, tokenWith } from './api-for-tests.ts';
import { zohoFetch } from './client-for-tests.ts';
import { startZoho } from './simulator.ts';
import type { Zoho } from './simulator.ts';

interface SampleTag {
  name: string;
  id: string;
  color_code?: string | null;
}

interface Sample {
  path: string;
  request: { tags: { name: string }[]; ids?: string[] };
  response: { data: { details: { id: string; tags: SampleTag[] } }[] };
}

interface Samples {
  many: Sample;
  one: Sample;
  modules: string[];
  errors: { code: string; status: number; message: string }[];
}

const file = path.join(process.env['ZOHO_OPENAPI_DIR'] ?? '', 'remove-tags-v7-samples.json');
const isThere = process.env['ZOHO_OPENAPI_DIR'] !== undefined && existsSync(file);
if (!isThere) console.log('Samples skipped: ZOHO_OPENAPI_DIR names no folder with remove-tags-v7-samples.json.');
const samples = isThere ? (JSON.parse(readFileSync(file, 'utf8')) as Samples) : undefined;

/** Names in the docs' list that are labels and no API names, with their API names. */
const LABELS: Record<string, string> = {
  'Price Books': 'Price_Books',
  'Sales Orders': 'Sales_Orders',
  'Purchase Orders': 'Purchase_Orders',
  Custom: 'Vehicles',
};
/** Named in the list of v7, although the API has had no such module since v3. Its rows are Tasks, Events and Calls. */
const GONE = 'Activities';

describe.skipIf(!samples)('the samples of the documentation of remove_tags', () => {
  const { many, one, modules, errors } = samples ?? ({ modules: [], errors: [] } as unknown as Samples);
  let zoho: Zoho;
  let call: ReturnType<typeof zohoFetch>;
  const leads = () => zoho.world.org('brightside').module('Leads');

  beforeAll(async () => {
    zoho = await startZoho({ leads: 5 });
    call = zohoFetch(zoho);
  });
  beforeEach(() => zoho.reset());
  afterAll(async () => {
    call.agent.destroy();
    await zoho.stop();
  });

  async function post(address: string, body: unknown, token = zoho.credentials['brightside']!.accessToken) {
    const answer = await call(`https://www.zohoapis.com${address}`, {
      method: 'POST',
      headers: { authorization: `Zoho-oauthtoken ${token}` },
      body: JSON.stringify(body),
    });
    return { status: answer.status, text: await answer.text() };
  }

  /** Makes the records of the sample. They carry the tags to remove and the tags that the answer still shows. */
  function prepare({ request, response }: Sample): void {
    const tagId = ({ name, id, color_code: colour = null }: SampleTag): string =>
      (leads().tagStore.get(id) ?? leads().tagStore.create({ name, id, colour, createdBy: '', at: 0 })).id;
    const off = request.tags.map(({ name }) => (leads().tagStore.byName(name) ?? leads().createTag(name)).id);
    for (const { details } of response.data) {
      leads().addRecord({ name: details.id, id: details.id });
      leads().setTags(details.id, [...off, ...details.tags.map(tagId)]);
    }
  }

  const versions = ['v7', 'v8'] as const;

  it.each(versions)('about many records are answered word for word on %s', async (version) => {
    prepare(many);
    expect(await post(many.path.replace('v7', version), many.request)).toEqual({
      status: 200,
      text: JSON.stringify(many.response),
    });
  });

  it.each(versions)('about one record are answered word for word on %s', async (version) => {
    prepare(one);
    expect(await post(one.path.replace('v7', version), one.request)).toEqual({
      status: 200,
      text: JSON.stringify(one.response),
    });
  });

  it.each(versions.flatMap((version) => modules.filter((name) => name !== GONE).map((name) => [name, version])))(
    'name %s, which is taken on %s',
    async (name, version) => {
      const apiName = LABELS[name!] ?? name!;
      const module = zoho.world.org('brightside').module(apiName);
      const [id = ''] = module.ids(1);
      const body = { tags: [{ name: 'Important' }], ids: [id] };
      expect((await post(`/crm/${version}/${apiName}/actions/remove_tags`, body)).status).toBe(200);
    },
  );

  it(`name ${GONE}, which is no module any more`, async () => {
    expect(modules).toContain(GONE);
    expect((await post(`/crm/v8/${GONE}/actions/remove_tags`, {})).text).toContain('INVALID_MODULE');
  });

  /** The way to provoke each refusal of the list. */
  const ways: Record<string, () => Promise<{ status: number; text: string }>> = {
    'Please check if the URL trying to access is a correct one': () => post('/crm/v7/Leads/actions/remove_tag', {}),
    Unauthorized: () => post(many.path, {}, tokenWith(zoho, ['ZohoCRM.modules.READ'])),
    'Permission denied to remove tags'() {
      zoho.world.org('brightside').user('mara').denied.add('Crm_Implied_Tags_Leads');
      return post(many.path, many.request);
    },
    'Internal Server Error'() {
      zoho.inject({ fault: 'status500' });
      return post(many.path, many.request);
    },
    async 'The http request method type is not a valid one'() {
      const client = apiClient(zoho);
      const { status, text } = await client.send('/Leads/actions/remove_tags', { method: 'PUT' });
      client.close();
      return { status, text };
    },
    'User does not have sufficient privilege to remove tags'() {
      zoho.world.org('brightside').user('mara').denied.add('Crm_Implied_Remove_Tags_Leads');
      return post(many.path, many.request);
    },
    'The module name given seems to be invalid': () => post('/crm/v7/Ghosts/actions/remove_tags', {}),
    'The given module is not supported in API': () => post('/crm/v7/Notes/actions/remove_tags', {}),
  };

  it.each(errors)('refusalTexts: $code "$message"', async ({ code, status, message }) => {
    zoho.set({ refusalTexts: 'documented' });
    const answer = await ways[message]!();
    expect({ status: answer.status, ...(JSON.parse(answer.text) as object) }).toMatchObject({
      status: 'error',
      code,
      message,
    });
    expect(answer.status).toBe(status);
  });
});

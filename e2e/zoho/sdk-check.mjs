/**
 * Drives the simulated Zoho with Zoho's own SDK: lists modules and tags, reads records, removes and adds tags, parses errors.
 * Run by `npm run test:sdk`, which says in ZOHO_SIMULATOR where it listens and in ZOHO_SDK_DIR where the SDK is installed.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import tls from 'node:tls';

const { port, hosts, orgs } = JSON.parse(process.env.ZOHO_SIMULATOR);
const folder = process.env.ZOHO_SDK_DIR;

// The SDK knows Zoho's host names only: connections to them lead to the simulator, names and certificate checks stay as they are.
const connect = tls.connect;
tls.connect = (options, ...rest) => {
  const name = options.servername || options.host;
  return connect(hosts.includes(name) ? { ...options, servername: name, host: '127.0.0.1', port } : options, ...rest);
};

const sdk = createRequire(path.join(folder, 'package.json'))('@zohocrm/typescript-sdk-8.0');
const { Modules, Tags, Record, ParameterMap } = sdk;

async function initialise() {
  const { clientId, clientSecret, refreshToken } = orgs.brightside;
  const token = new sdk.OAuthBuilder().clientId(clientId).clientSecret(clientSecret).refreshToken(refreshToken).build();
  const builder = await new sdk.InitializeBuilder();
  await builder
    .environment(sdk.USDataCenter.PRODUCTION())
    .token(token)
    .store(new sdk.FileStore(path.join(folder, 'tokens.txt')))
    .SDKConfig(new sdk.SDKConfigBuilder().autoRefreshFields(false).pickListValidation(false).build())
    .resourcePath(folder)
    .logger(new sdk.LogBuilder().level(sdk.Levels.ERROR).filePath(path.join(folder, 'sdk.log')).build())
    .initialize();
}

async function parameters(...pairs) {
  const map = new ParameterMap();
  for (const [param, value] of pairs) await map.add(param, value);
  return map;
}

async function readLeads(count) {
  const asked = await parameters(
    [Record.GetRecordsParam.FIELDS, 'id,Full_Name,Tag'],
    [Record.GetRecordsParam.PER_PAGE, count],
  );
  const response = await new Record.RecordOperations('Leads').getRecords(asked);
  const body = response.getObject();
  assert.ok(body instanceof Record.ResponseWrapper, `records came as ${body?.constructor.name}`);
  return body.getData();
}

function tagNames(record) {
  return record.getTag().map((tag) => tag.getName());
}

function removal(names, ids) {
  const request = new Tags.ExistingTagRequestWrapper();
  const tags = names.map((name) => {
    const tag = new Tags.ExistingTag();
    tag.setName(name);
    return tag;
  });
  request.setTags(tags);
  if (ids) request.setIds(ids);
  return request;
}

await initialise();

await test('lists modules', async () => {
  const body = (await new Modules.ModulesOperations().getModules()).getObject();
  assert.ok(body instanceof Modules.ResponseWrapper);
  const vehicles = body.getModules().find((module) => module.getAPIName() === 'Vehicles');
  assert.equal(vehicles.getModuleName(), 'CustomModule5');
});

await test('lists tags', async () => {
  const asked = await parameters([Tags.GetTagsParam.MODULE, 'Leads']);
  const body = (await new Tags.TagsOperations().getTags(asked)).getObject();
  assert.ok(body instanceof Tags.ResponseWrapper);
  assert.equal(body.getTags().length, 14);
  assert.equal(body.getInfo().getCount(), 14);
});

await test('reads records with their tags', async () => {
  const leads = await readLeads(12);
  assert.equal(leads.length, 12);
  assert.deepEqual(tagNames(leads[0]), ['Prime', 'Cold lead', 'Trade show 2026']);
});

await test('removes tags from many records', async () => {
  const leads = await readLeads(3);
  const ids = leads.map((lead) => lead.getId());
  const response = await new Tags.TagsOperations().removeTagsFromMultipleRecords('Leads', removal(['Prime'], ids));
  const body = response.getObject();
  assert.ok(body instanceof Tags.RecordActionWrapper, `came as ${body?.constructor.name}: ${body?.getMessage?.()}`);
  assert.equal(body.getLockedCount(), '0');
  assert.ok(
    body
      .getData()
      .every((item) => item instanceof Tags.RecordSuccessResponse && item.getCode().getValue() === 'SUCCESS'),
  );
  for (const lead of await readLeads(3)) assert.ok(!tagNames(lead).includes('Prime'));
});

await test('removes a tag from one record and puts it back', async () => {
  const [lead] = await readLeads(1);
  const operations = new Tags.TagsOperations();
  const removed = (await operations.removeTags('Leads', lead.getId(), removal(['Cold lead']))).getObject();
  assert.ok(removed instanceof Tags.RecordActionWrapper);
  assert.ok(!tagNames((await readLeads(1))[0]).includes('Cold lead'));
  const tag = new Tags.Tag();
  tag.setName('Cold lead');
  const request = new Tags.NewTagRequestWrapper();
  request.setTags([tag]);
  request.setIds([lead.getId()]);
  const added = (await operations.addTagsToMultipleRecords('Leads', request)).getObject();
  assert.ok(added instanceof Tags.RecordActionWrapper);
  assert.equal(added.getSuccessCount(), '1');
  assert.ok(tagNames((await readLeads(1))[0]).includes('Cold lead'));
});

await test('parses errors of a call and of a record', async () => {
  const operations = new Tags.TagsOperations();
  const unknown = (await operations.getTags(await parameters([Tags.GetTagsParam.MODULE, 'Ghosts']))).getObject();
  assert.ok(unknown instanceof Tags.APIException);
  assert.equal(unknown.getCode().getValue(), 'INVALID_MODULE');
  const bad = (
    await operations.removeTagsFromMultipleRecords('Leads', removal(['Prime'], [5725767000000000001n]))
  ).getObject();
  assert.ok(bad instanceof Tags.RecordActionWrapper, `came as ${bad?.constructor.name}`);
  const [item] = bad.getData();
  assert.ok(item instanceof Tags.APIException);
  assert.equal(item.getCode().getValue(), 'INVALID_DATA');
});

/**
 * Drives the simulated Zoho with Zoho's own SDK: lists modules and tags, reads and searches records, removes and adds tags; makes,
 * renames, counts and deletes tags; parses errors.
 * Run by `npm run test:sdk`, which says in ZOHO_SIMULATOR where it listens and in ZOHO_SDK_DIR where the SDK is installed.
 */
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import path from 'node:path';
import { test } from 'node:test';
import tls from 'node:tls';

const { port, hosts, orgs } = JSON.parse(process.env.ZOHO_SIMULATOR);
const folder = process.env.ZOHO_SDK_DIR;

// The SDK knows only Zoho's host names. Connections to them lead to the simulator, and checks of names and certificates
// stay.
const connect = tls.connect;
tls.connect = (options, ...rest) => {
  const name = options.servername || options.host;
  return connect(hosts.includes(name) ? { ...options, servername: name, host: '127.0.0.1', port } : options, ...rest);
};

const sdk = createRequire(path.join(folder, 'package.json'))('@zohocrm/typescript-sdk-8.0');
const { Modules, Tags, Record, ParameterMap } = sdk;

async function initialise() {
  const { selfClientId, selfClientSecret, wideRefreshToken } = orgs.brightside;
  const token = new sdk.OAuthBuilder()
    .clientId(selfClientId)
    .clientSecret(selfClientSecret)
    .refreshToken(wideRefreshToken)
    .build();
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

await test('reads all records, converted ones too, by page and then by token', async () => {
  const ids = new Set();
  const found = [];
  for (let token, more = true; more;) {
    const asked = await parameters(
      [Record.GetRecordsParam.FIELDS, 'id,Tag'],
      [Record.GetRecordsParam.PER_PAGE, 200],
      [Record.GetRecordsParam.CONVERTED, 'both'],
      ...(token === undefined ? [] : [[Record.GetRecordsParam.PAGE_TOKEN, token]]),
    );
    const body = (await new Record.RecordOperations('Leads').getRecords(asked)).getObject();
    assert.ok(body instanceof Record.ResponseWrapper, `records came as ${body?.constructor.name}`);
    found.push(body.getData().length);
    for (const record of body.getData()) ids.add(record.getId());
    more = body.getInfo().getMoreRecords();
    token = body.getInfo().getNextPageToken();
  }
  assert.deepEqual(found, [200, 100]);
  assert.equal(ids.size, 300);
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

/** A body with one tag of that name. */
function oneTag(name, colour) {
  const tag = new Tags.Tag();
  tag.setName(name);
  if (colour) tag.setColorCode(colour);
  const body = new Tags.BodyWrapper();
  body.setTags([tag]);
  return body;
}

async function tagsOfLeads() {
  const asked = await parameters([Tags.GetTagsParam.MODULE, 'Leads'], [Tags.GetTagsParam.INCLUDE, 'type']);
  return (await new Tags.TagsOperations().getTags(asked)).getObject().getTags();
}

async function countOf(id) {
  const asked = await parameters([Tags.GetRecordCountForTagParam.MODULE, 'Leads']);
  const body = (await new Tags.TagsOperations().getRecordCountForTag(id, asked)).getObject();
  assert.ok(body instanceof Tags.CountResponseWrapper, `the count came as ${body?.constructor.name}`);
  return Number(body.getCount());
}

await test('makes, renames, counts and deletes a tag', async () => {
  const operations = new Tags.TagsOperations();
  const asked = await parameters([Tags.CreateTagsParam.MODULE, 'Leads']);
  const made = (await operations.createTags(oneTag('Alumni', '#57B1FD'), asked)).getObject();
  assert.ok(made instanceof Tags.SuccessWrapper || made instanceof Tags.ActionWrapper, made?.constructor.name);
  const [item] = made.getTags();
  assert.ok(item instanceof Tags.SuccessResponse, item?.constructor.name);
  assert.equal(item.getMessage().getValue(), 'tags created successfully');
  const id = BigInt(item.getDetails().get('id'));
  assert.ok((await tagsOfLeads()).some((tag) => tag.getId() === id && tag.getName() === 'Alumni'));

  const [lead] = await readLeads(1);
  const request = new Tags.NewTagRequestWrapper();
  const existing = new Tags.Tag();
  existing.setId(id);
  request.setTags([existing]);
  request.setIds([lead.getId()]);
  await operations.addTagsToMultipleRecords('Leads', request);
  assert.equal(await countOf(id), 1);

  const module = await parameters([Tags.UpdateTagParam.MODULE, 'Leads']);
  const renamed = (await operations.updateTag(id, oneTag('Friends', '#F17574'), module)).getObject();
  assert.equal(renamed.getTags()[0].getMessage().getValue(), 'tags updated successfully');
  assert.ok(tagNames((await readLeads(1))[0]).includes('Friends'));

  const gone = (await operations.deleteTag(id)).getObject();
  assert.ok(gone instanceof Tags.SuccessWrapper || gone instanceof Tags.ActionWrapper, gone?.constructor.name);
  assert.equal(gone.getTags()[0].getMessage().getValue(), 'tags deleted successfully');
  assert.ok(!tagNames((await readLeads(1))[0]).includes('Friends'));
});

await test('makes and recolours several tags at once', async () => {
  const operations = new Tags.TagsOperations();
  const body = new Tags.BodyWrapper();
  const tags = ['Sun', 'Moon'].map((name) => {
    const tag = new Tags.Tag();
    tag.setName(name);
    return tag;
  });
  body.setTags(tags);
  const made = (
    await operations.createTags(body, await parameters([Tags.CreateTagsParam.MODULE, 'Leads']))
  ).getObject();
  for (const [place, item] of made.getTags().entries()) {
    assert.ok(item instanceof Tags.SuccessResponse, item?.constructor.name);
    tags[place].setId(BigInt(item.getDetails().get('id')));
    tags[place].setColorCode('#F17574');
  }
  const changed = (
    await operations.updateTags(body, await parameters([Tags.UpdateTagsParam.MODULE, 'Leads']))
  ).getObject();
  assert.ok(changed.getTags().every((item) => item instanceof Tags.SuccessResponse));
  for (const tag of tags) await operations.deleteTag(tag.getId());
  assert.equal((await tagsOfLeads()).length, 14);
});

await test('parses what is refused of a tag', async () => {
  const operations = new Tags.TagsOperations();
  const asked = await parameters([Tags.CreateTagsParam.MODULE, 'Leads']);
  const twice = (await operations.createTags(oneTag('Prime'), asked)).getObject();
  const [item] = twice.getTags();
  assert.ok(item instanceof Tags.APIException, item?.constructor.name);
  assert.equal(item.getCode().getValue(), 'DUPLICATE_DATA');
  const prime = (await tagsOfLeads()).find((tag) => tag.getName() === 'Prime');
  assert.equal(String(item.getDetails().get('id')), String(prime.getId()));
  const held = (await operations.deleteTag(prime.getId())).getObject();
  assert.equal(held.getTags()[0].getCode().getValue(), 'NOT_ALLOWED');
});

await test('searches by a tag and a window of time', async () => {
  const window = '(Created_Time:between:2020-01-01T00:00:00+00:00,2030-01-01T00:00:00+00:00)';
  const criteria = `((Tag.name:equals:VIP)and${window})`;
  const asked = await parameters(
    [Record.SearchRecordsParam.CRITERIA, criteria],
    [Record.SearchRecordsParam.FIELDS, 'id,Tag'],
    [Record.SearchRecordsParam.PER_PAGE, 200],
  );
  const body = (await new Record.RecordOperations('Leads').searchRecords(asked)).getObject();
  assert.ok(body instanceof Record.ResponseWrapper, `came as ${body?.constructor.name}`);
  const vip = (await tagsOfLeads()).find((tag) => tag.getName() === 'VIP');
  assert.equal(body.getData().length, await countOf(vip.getId()));
  assert.ok(body.getData().every((record) => tagNames(record).includes('VIP')));
});

import { createCall } from './client.ts';
import { readModule, readModules } from './modules.ts';
import { readOrg, readCurrentUser } from './org-and-user.ts';
import { readRecordsByIds, readRecordsOfModule, readRecordsOfView } from './records.ts';
import { searchByTag } from './search.ts';
import { addTags, removeTags } from './tag-actions.ts';
import { createTag, deleteTag, renameTag } from './tag-changes.ts';
import { readTagCount, readTagList, readTags, readTagUse } from './tags.ts';
import type { ClientOptions, ZohoApi } from './types.ts';
import { readViews } from './views.ts';

/** The REST API of one connection. */
export function createZohoApi(options: ClientOptions): ZohoApi {
  const call = createCall(options);
  return {
    org: () => readOrg(call),
    currentUser: () => readCurrentUser(call),
    modules: () => readModules(call),
    module: (apiName) => readModule(call, apiName),
    views: (module) => readViews(call, module),
    tags: (module) => readTags(call, module),
    tagList: (module, include) => readTagList(call, module, include),
    tagCount: (module, tagId) => readTagCount(call, module, tagId),
    tagUse: (module, tagId) => readTagUse(call, module, tagId),
    recordsByIds: (module, nameField, ids) => readRecordsByIds(call, module, nameField, ids),
    recordsOfView: (module, nameField, viewId, cursor, perPage) =>
      readRecordsOfView(call, module, nameField, viewId, cursor, perPage),
    recordsOfModule: (module, nameField, cursor, perPage) =>
      readRecordsOfModule(call, module, nameField, cursor, perPage),
    searchByTag: (module, nameField, tagName, part) => searchByTag(call, module, nameField, tagName, part),
    removeTags: (module, ids, tags, onLeave) => removeTags(call, { module, ids, tags, onLeave }),
    addTags: (module, ids, tags, onLeave) => addTags(call, { module, ids, tags, onLeave }),
    createTag: (module, tag) => createTag(call, module, tag),
    renameTag: (module, tag) => renameTag(call, module, tag),
    deleteTag: (tagId) => deleteTag(call, tagId),
  };
}

import * as v from 'valibot';
import { FaultSchema } from './limits/fault-types.ts';

const flag = (value: boolean) => v.optional(v.boolean(), value);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Fractions are allowed, because a fraction of a millisecond for each record adds up over hundreds. */
const ms = v.pipe(v.number(), v.minValue(0));

/** A workflow rule of the simulated org that puts a tag back after it was removed through the API. */
const WorkflowSchema = v.strictObject({
  module: v.string(),
  tag: v.string(),
  /** Simulated milliseconds between the removal and the tag's return; 0 = before the next read. */
  afterMs: v.optional(count, 0),
});

/** Switches of the REST API: one for each undocumented behaviour, and the list of faults. */
export const SwitchesApiSchema = v.object({
  /** Simulated milliseconds that calls take. */
  latency: v.optional(v.strictObject({ baseMs: v.optional(ms, 0), perRecordMs: v.optional(ms, 0) }), {}),
  /** Faults, in order; a request meets at most the first that matches. */
  faults: v.optional(v.array(FaultSchema), []),

  /** Removing a tag that the record does not carry. */
  missingTag: v.optional(v.picklist(['success', 'itemError']), 'success'),
  /** Removing a tag that the module does not have. */
  unknownTag: v.optional(v.picklist(['success', 'invalidTagId', 'tagsEnvelope']), 'success'),
  /**
   * An id that is wrong, deleted or not visible: an item, the whole call refused without naming it, or left out of the
   * answer.
   */
  badId: v.optional(v.picklist(['item', 'wholeCall', 'absent']), 'item'),
  /**
   * A locked record in a bulk call: an item, counted only, or the whole call refused bare with (or without) the record's
   * id; `asRecorded` = an item of remove_tags, bare in add_tags.
   */
  locked: v.optional(v.picklist(['asRecorded', 'item', 'counted', 'bare', 'bareUnnamed']), 'asRecorded'),
  /** A record that the user may see but not change, in a bulk call: FAILURE for the whole call or as an item, both without its id, or no item. */
  notEditable: v.optional(v.picklist(['bare', 'item', 'absent']), 'bare'),
  /** A record that waits for approval: refused with NOT_APPROVED, or treated like any other. */
  waitingForApproval: v.optional(v.picklist(['itemError', 'success']), 'itemError'),
  /** Status of a bulk answer in which some records succeeded; `asRecorded` = 400 when an id was bad, else 200. */
  mixedStatus: v.optional(v.picklist(['asRecorded', 200, 207, 400]), 'asRecorded'),
  /** Limits of `tags` and `ids` in one call, reported as `maximum_length`; null is the documented one. */
  maximumLength: v.optional(
    v.strictObject({ tags: v.optional(v.nullable(count), null), ids: v.optional(v.nullable(count), null) }),
    {},
  ),
  /** `ids` of a bulk call: a list (docs), text that holds JSON (Zoho's OpenAPI files of 2026), or either. */
  idsAs: v.optional(v.picklist(['list', 'text', 'either']), 'list'),
  /** What identifies a tag in remove_tags. */
  removeBy: v.optional(v.picklist(['nameOrId', 'nameOnly', 'idOnly']), 'nameOrId'),
  /** Whether "prime" also means the tag "Prime". */
  tagNameCase: v.optional(v.picklist(['exact', 'insensitive']), 'exact'),
  /** A record at its tag limit on add_tags: named in `not_added_tags`, or an error of that record. */
  recordTagLimit: v.optional(v.picklist(['notAddedTags', 'itemError']), 'notAddedTags'),
  /** Rules that put a tag back. */
  workflows: v.optional(v.array(WorkflowSchema), []),
  /** Whether tag actions change Modified_Time. */
  touchesModifiedTime: flag(true),
  /**
   * The answer about one record: as in the docs, or with the additional keys of Zoho's OpenAPI examples (colours,
   * `modifiedTime`, `affected_data`).
   */
  singleAnswer: v.optional(v.picklist(['documented', 'recorded']), 'documented'),
  /** Texts of refusals of tag actions: those of Zoho's OpenAPI examples, or those of the docs. */
  refusalTexts: v.optional(v.picklist(['recorded', 'documented']), 'recorded'),
  /** `wf_scheduler`, `success_count` and a `rid` on tags appear in answers. */
  extraKeys: flag(false),

  /** The form of a record without tags in reads. */
  noTags: v.optional(v.picklist(['emptyArray', 'null', 'absent']), 'emptyArray'),
  /** The answer of Get Tags for a module without tags. */
  noModuleTags: v.optional(v.picklist(['emptyArray', 'noContent']), 'emptyArray'),
  /** A field in `fields` that the module lacks. */
  unknownField: v.optional(v.picklist(['ignored', 'invalidData']), 'ignored'),
  /** Characters allowed in `ids` of Get Records; null = no limit. */
  idsMaximumCharacters: v.optional(v.nullable(count), 1024),
  /** Ids beyond that limit: refused with the limit, refused without it, or silently left out. */
  idsBeyondMaximum: v.optional(v.picklist(['refused', 'unnamed', 'leftOut']), 'refused'),
  /** Errors of Get Records come bare (docs) or in `data[]` (Zoho's OpenAPI files). */
  recordsErrorEnvelope: v.optional(v.picklist(['bare', 'data']), 'bare'),
  /** Converted leads in a view: only on request (`converted`), or as the view's own list shows them. */
  convertedInView: v.optional(v.picklist(['asAsked', 'asListed']), 'asAsked'),
  /**
   * Pages of a view with more records are refused for their size (with or without the limit), or have no whole answer.
   */
  viewPageMaximum: v.optional(
    v.nullable(
      v.strictObject({ records: count, answer: v.picklist(['limit', 'namedLimit', 'silence', 'cut', 'error']) }),
    ),
    null,
  ),
  /** Whether rows of Get Records have an order of their own. */
  shuffledRows: flag(false),
  /** Whether `records_count` names the places where the tag is used. */
  configuredAreas: flag(true),
  /** A tag that does not exist, in `records_count`. */
  unknownTagCount: v.optional(v.picklist(['badRequest', 'notFound']), 'badRequest'),
  /** `display_field` of a single module. */
  displayField: v.optional(v.picklist(['string', 'object', 'null']), 'object'),

  /** Whether `/org` answers, or is refused for a missing scope or right. */
  org: v.optional(v.picklist(['answers', 'scopeMismatch', 'noPermission']), 'answers'),
  /** Letter case of the org's type. */
  orgTypeCase: v.optional(v.picklist(['lower', 'capital']), 'lower'),
  /** The answer about the current user: the user, not found (204), or a refusal. */
  currentUser: v.optional(v.picklist(['answers', 'noContent', 'scopeMismatch']), 'answers'),
  /** A request with an `Origin` of an extension. */
  extensionOrigin: v.optional(v.picklist(['accepted', 'refused']), 'accepted'),
  /** Scope for tag actions: of the module (docs) or `ZohoCRM.settings.tags.all` (Zoho's OpenAPI files). */
  tagActionScope: v.optional(v.picklist(['module', 'settingsTags']), 'module'),
  /** Whether the scope UPDATE is enough for tag actions. */
  updateScopeIsEnough: flag(true),
  /** Scope for `records_count`: READ (docs) or ALL (Zoho's OpenAPI files). */
  countScope: v.optional(v.picklist(['read', 'all']), 'read'),
  /** Code of a token that is unknown, expired or revoked. */
  deadTokenCode: v.optional(
    v.picklist(['INVALID_TOKEN', 'AUTHENTICATION_FAILURE', 'INVALID_OAUTHTOKEN', 'UNAUTHORIZED']),
    'INVALID_TOKEN',
  ),
  /** Status of OAUTH_SCOPE_MISMATCH. */
  scopeMismatchStatus: v.optional(v.picklist([401, 403]), 401),
  /** Key in REQUIRED_PARAM_MISSING of Get Tags. */
  missingParamKey: v.optional(v.picklist(['param', 'param_name']), 'param'),

  /** The most concurrent calls per org and app; null means by edition. */
  concurrency: v.optional(v.nullable(count), null),
  /** The most concurrent calls with cvid or sort_by. */
  subConcurrency: v.optional(count, 10),
  /** Credits in 24 hours; null means by edition and users. */
  credits: v.optional(v.nullable(count), null),
  /** Share of the used credits above which answers carry the remaining ones. */
  creditsHeaderFrom: v.optional(v.number(), 0.5),
  /** The retry information in a 429. */
  retryHint: v.optional(v.picklist(['none', 'seconds', 'date', 'details']), 'none'),
  /** The time to wait in it. */
  retryAfterSeconds: v.optional(count, 60),
  /** Keyword of a 429. */
  throttleCode: v.optional(v.picklist(['TOO_MANY_REQUESTS', 'LIMIT_REACHED', 'LIMIT_EXCEEDED']), 'TOO_MANY_REQUESTS'),
});

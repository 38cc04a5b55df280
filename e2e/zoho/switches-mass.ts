import * as v from 'valibot';

const flag = (value: boolean) => v.optional(v.boolean(), value);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Switches of Zoho's own features for many records (jobs, timelines, queries, rules). Untag uses few or none of them yet. */
export const SwitchesMassSchema = v.object({
  /** `Tag` as a criterion of a bulk read: accepted, or refused by its comparator, as a field, or as criteria. */
  bulkReadTagCriterion: v.optional(
    v.picklist(['accepted', 'comparatorRefused', 'fieldRefused', 'invalidCriteria']),
    'accepted',
  ),
  /** `Tag` as a column: names separated by commas or semicolons, no such column in the file, or a refusal. */
  bulkReadTagColumn: v.optional(v.picklist(['commas', 'semicolons', 'absent', 'refused']), 'commas'),
  /** Head of the column of ids. */
  bulkReadIdColumn: v.optional(v.picklist(['Id', 'id']), 'Id'),
  /** Simulated seconds until a bulk read ends: a third each as added, queued and in progress. */
  bulkReadSeconds: v.optional(count, 5),
  /** The end of a bulk read; `stuck` means never. */
  bulkReadEnd: v.optional(v.picklist(['completed', 'failure', 'stuck']), 'completed'),
  /** Rows of one file. */
  bulkReadRows: v.optional(count, 200_000),

  /** Credits of the start of a bulk read, of a search, and of a timeline. */
  bulkReadCredits: v.optional(count, 50),
  searchCredits: v.optional(count, 1),
  timelineCredits: v.optional(count, 1),

  /**
   * `old` and `new` of an entry about a removed tag: the name and "blank", the reverse, or all tags before and after.
   */
  timelineRemoved: v.optional(v.picklist(['oldNames', 'newNames', 'beforeAndAfter']), 'oldNames'),
  /** Several tags removed by one call: one entry with commas between the names, or an entry each. */
  timelineSeveral: v.optional(v.picklist(['joined', 'entryEach']), 'joined'),
  /** Simulated seconds until an entry appears. */
  timelineLagSeconds: v.optional(count, 0),
  /** Whether the export of the audit log has an entry for a tag that was put on a record. */
  auditLogTags: v.optional(v.picklist(['named', 'absent']), 'named'),
  /** `Tag.name` in the WHERE clause of a query. */
  coqlTag: v.optional(v.picklist(['refused', 'accepted']), 'refused'),

  /** Which of two merged tags remains: that of the path or that of the body. */
  mergeSurvivor: v.optional(v.picklist(['path', 'body']), 'path'),
  /** Simulated seconds until a merge is done. */
  mergeSeconds: v.optional(count, 0),
  /** Simulated seconds until a mass delete of tags is done. */
  massDeleteSeconds: v.optional(count, 0),

  /** Whether a workflow rule fires when a tag action changes a record. */
  tagActionsFireRules: flag(false),
});

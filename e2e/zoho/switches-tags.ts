import * as v from 'valibot';

const flag = (value: boolean) => v.optional(v.boolean(), value);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Switches of tags as such (list, count, make, rename, delete), of the search by tag, and of records made and deleted. */
export const SwitchesTagsSchema = v.object({
  /** `include` of Get Tags: all values are accepted, none is, several at once are refused, or each is. */
  tagInclude: v.optional(v.picklist(['honoured', 'ignored', 'severalRefused', 'refused']), 'honoured'),
  /** Type of `associated_record_count`. */
  tagIncludeCount: v.optional(v.picklist(['number', 'string']), 'number'),
  /**
   * The meaning of a null `last_accessed_time`: only tags that were never on a record, or also tags without a stored
   * time.
   */
  tagLastUse: v.optional(v.picklist(['kept', 'forgotten']), 'kept'),
  /** `info` of Get Tags: count and allowed_count, with record_limit too, or no `info`. */
  tagInfo: v.optional(v.picklist(['counts', 'recordLimit', 'absent']), 'counts'),
  /**
   * The coverage of `records_count` and `associated_record_count`: the records that the API lists, those and converted
   * leads, or also hidden records.
   */
  countCovers: v.optional(v.picklist(['visible', 'withConverted', 'all']), 'visible'),

  /** Names that are one name when a tag is made or renamed, also by add_tags. */
  tagNamesEqual: v.optional(v.picklist(['exact', 'caseBlind', 'trimmed', 'caseBlindTrimmed']), 'exact'),
  /** Most characters of a name. */
  longestTagName: v.optional(count, 25),
  /** Whether one call may change several tags. */
  severalTagsChanged: v.optional(v.picklist(['accepted', 'refused']), 'accepted'),
  /** A rename that does not name a colour. */
  renameWithoutColour: v.optional(v.picklist(['kept', 'cleared']), 'kept'),
  /** A change of a tag that the module does not have: an error of that tag, or bare. */
  unknownTagChange: v.optional(v.picklist(['item', 'bare']), 'item'),
  /** Deleting a tag that automation uses: refused with or without the places, or done. */
  usedTagDelete: v.optional(v.picklist(['places', 'withoutPlaces', 'deleted']), 'places'),
  /** Whether a view that filters by the tag counts as a use. */
  viewsHoldTags: flag(false),
  /** `tags` in the answer to a delete: a list (Zoho's OpenAPI examples) or an object (docs). */
  deletedTagAs: v.optional(v.picklist(['array', 'object']), 'array'),
  /** Simulated milliseconds for which records still show a deleted tag. */
  deletedTagLingersMs: v.optional(count, 0),
  /** One tag too many for the module: an error of that tag, or bare. */
  moduleFullAs: v.optional(v.picklist(['item', 'bare']), 'item'),
  /** add_tags by a name that the module does not have: makes the tag, or is refused. */
  addTagByName: v.optional(v.picklist(['creates', 'refused']), 'creates'),
  /** add_tags with an id and another tag's name. */
  idAndNameDisagree: v.optional(v.picklist(['mismatch', 'idWins']), 'mismatch'),

  /** add_tags with `over_write`: leaves exactly the tags of the call, or adds them like any other. */
  overWrite: v.optional(v.picklist(['replaces', 'adds']), 'replaces'),

  /** Search by `Tag.name`: works, finds nothing, or is refused. */
  tagSearch: v.optional(v.picklist(['accepted', 'empty', 'invalidQuery']), 'accepted'),
  /** The meaning of `equals` for a tag's name. */
  searchEquals: v.optional(v.picklist(['exact', 'contains']), 'exact'),
  /** The same with other criteria. */
  searchEqualsWithOthers: v.optional(v.picklist(['same', 'contains']), 'same'),
  /** Whether letter case counts in a search. */
  searchCase: v.optional(v.picklist(['blind', 'exact']), 'blind'),
  /** The delay of the search index. */
  searchLagSeconds: v.optional(count, 0),
  /** Tags in the rows of a search: the current ones, or those of the index. */
  searchRows: v.optional(v.picklist(['current', 'indexed']), 'current'),
  /** A page of a search beyond row 2,000. */
  searchBeyond: v.optional(v.picklist(['limitReached', 'noContent', 'rows']), 'limitReached'),
  /** `filters` of Get Records, which is not documented. */
  filtersParam: v.optional(v.picklist(['ignored', 'honoured', 'refused']), 'ignored'),
});

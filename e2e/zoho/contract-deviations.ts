/** A place where the simulated Zoho does not follow Zoho's OpenAPI files of June 2025, and why. */
export interface Deviation {
  /** The answers concerned, by name of the case. */
  cases: RegExp;
  /** The differences that it excuses. */
  lines: RegExp;
  reason: string;
}

const ANY = /./;

/** Where the files contradict Zoho's documentation, the documentation wins. */
export const DEVIATIONS: Deviation[] = [
  {
    cases: /^the org$/,
    lines: /\.type: "production" is not in the list$/,
    reason: 'The docs write the type in lower case, the file with a capital; the switch orgTypeCase has both.',
  },
  {
    cases: /^the org$/,
    lines: /license_details\.(trial_action: null|portal_users_license_purchased: not described)$/,
    reason: 'As in the sample of the docs (get-org-data).',
  },
  {
    cases: /^the current user$/,
    lines: /\.(email: not like|time_zone: string instead of object)/,
    reason:
      'The file describes one recorded address and an empty object; the docs show real addresses and a zone as text.',
  },
  {
    cases: /^the current user$/,
    lines: /\.(Modified_By\.(first|last)_name: missing|type__s: not described|\$(current|next)_shift: null)$/,
    reason: 'As in the sample of the docs (get-users).',
  },
  {
    cases: /^(the modules|one module)$/,
    lines: /\$\.modules\[\]\.common\.search_supported: missing$/,
    reason: 'A key of the file that no documented answer has.',
  },
  {
    cases: /^the modules$/,
    lines: /\$\.modules\[\]\.[$\w]+: missing$/,
    reason:
      'The file has one schema for the list and for one module; the list of the docs (modules-api) lacks the keys of the detail.',
  },
  {
    cases: /^(the modules|one module)$/,
    lines: /\.(actual_(singular|plural)_label|global_search_supported|access_type): not described$|: null$/,
    reason: 'Keys and nulls of the samples of the docs (modules-api).',
  },
  {
    cases: /^the views$/,
    lines: /\.(fields|sort_by|sort_order): missing$/,
    reason: 'Only the answer for one view has them (custom-view-meta).',
  },
  {
    cases: /^the views$/,
    lines: /\.(module\.api_name: not described|(created_by|modified_by|shared_to|criteria): null)$/,
    reason: 'A view of the system has no maker, and one without a filter no criteria.',
  },
  {
    cases: /^the views$/,
    lines: /\.criteria\.(group_operator: missing|group: missing|type: not described|value: string instead of object)$/,
    reason: 'The docs show a single criterion without a group, its value as text.',
  },
  {
    cases: /^the fields$/,
    lines: /: (missing|null)$/,
    reason: 'Only what Untag and the SDK of Zoho read of a field is there; Untag itself does not call this endpoint.',
  },
  {
    cases: /^the records of a tag$/,
    lines: /\.configured_areas: not described$/,
    reason: "Newer than the file: Zoho's OpenAPI examples of 2026 have it; the switch configuredAreas leaves it out.",
  },
  {
    cases: /^records /,
    lines: /\.Tag\[\]\.(created|modified)_(time|by): missing$/,
    reason: 'The file reuses the schema of Get Tags; in records a tag has name, id and colour (docs, get-records).',
  },
  {
    cases: /^records /,
    lines: /\.info\.(next_page_token|previous_page_token|page_token_expiry): null$/,
    reason: 'Null on the last and first page in the sample of the docs.',
  },
  {
    cases: /^tags (removed from|added to) one$/,
    lines: /\.color_code: missing$/,
    reason: 'The docs show tags of the single form without a colour; the switch singleAnswer gives it.',
  },
  {
    cases: ANY,
    lines: /^\$\.locked_count: not described$/,
    reason: 'The files of 2026 show locked_count beside the errors of a batch.',
  },
  {
    cases: /^a locked record in a batch$/,
    lines: /"RECORD_LOCKED" is not in the list$/,
    reason: 'Only the files of 2026 know RECORD_LOCKED.',
  },
  {
    cases: /^(tags (made|renamed)|a tag renamed)$/,
    lines: /\.details\.name: not described$/,
    reason: 'The examples of 2026 show the name of the tag in the answer.',
  },
  {
    cases: /^(a tag made twice|a name that another tag has)$/,
    lines: /\.details\.json_path: not described$/,
    reason: 'The examples of 2026 name the place of the name beside the id of the tag that has it.',
  },
  {
    cases: /^a tag too many$/,
    lines: /"LICENSE_LIMIT_EXCEEDED" is not in the list$/,
    reason: 'Only the examples of 2026 know LICENSE_LIMIT_EXCEEDED.',
  },
  {
    cases: /^a tag deleted$/,
    lines: /\.details\.((created|modified)_(time|by)|color_code): missing$/,
    reason: 'The file has one schema for all changes; docs and examples show the id alone once a tag is gone.',
  },
  {
    cases: /^a tag deleted twice$/,
    lines: /\.details\.(resource_path_index: missing|id: not described)$/,
    reason: 'The examples of 2026 show "tags not found" with the id.',
  },
  {
    cases: /^no module for the records of a tag$/,
    lines: /\.details\.(param: missing|param_name: not described)$/,
    reason: 'The examples of 2026 show param_name for this call, and param for the list of tags.',
  },
  {
    cases: /^records found$/,
    lines: /^\$\.(data\[\]\.\$(field_states|in_merge)|info): not described$/,
    reason: 'The file describes the id alone; the docs (search-records) show fields, pseudo fields and info.',
  },
  {
    cases: /^an unknown module to search$/,
    lines: /\.details\.resource_path_index: missing$/,
    reason: 'The docs (search-records) show no details.',
  },
  {
    cases: /^the count of a search$/,
    lines: /^\$: a body where none is described$/,
    reason: 'The file leaves the answer open; the docs show one whole number, count.',
  },
  {
    cases: /^a bulk read (at work|that is done)$/,
    lines: /\.query\.(cvid|page|criteria|file_type|module\.id): missing$/,
    reason: 'The docs (get-job-details) show the query as it was sent, without what it did not name.',
  },
  {
    cases: /^a bulk read (at work|that is done)$/,
    lines: /\.result\.next_page_token: missing$/,
    reason: 'The docs show the token only where there are more rows; the switch bulkReadRows brings it.',
  },
  {
    cases: /^the timeline of a record$/,
    lines: /\.automation_details: null$/,
    reason: 'Null for what no automation did, as in the sample of the docs (timeline-of-a-record).',
  },
  {
    cases: /^tags deleted by a job$/,
    lines: /\.details\.job_id: string instead of object$/,
    reason: 'The docs (mass-delete-tags) show the number of the job as text.',
  },
  {
    cases: /^a job that there is not$/,
    lines: /^\$\.mass_delete\[\]: object instead of array$/,
    reason: 'The file nests two lists; the docs (mass-delete-tags) show one list of errors.',
  },
];

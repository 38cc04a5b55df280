import * as v from 'valibot';

/** Text that may be missing. */
const text = v.fallback(v.string(), '');

/** An id, or a number that Zoho writes in either form. */
const digits = v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.regex(/^\d+$/));

/** Zoho's ids exceed what a number can hold, so an id that is not a string is already wrong. */
const id = v.pipe(v.string(), v.regex(/^\d+$/));

/** `details` of an error; each key appears in some errors only. Sources: Zoho docs v8 and Zoho's OpenAPI files. */
const errorDetailsSchema = v.looseObject({
  id: v.optional(v.unknown()),
  api_name: v.optional(v.unknown()),
  param_name: v.optional(v.unknown()),
  param: v.optional(v.unknown()),
  json_path: v.optional(text, ''),
  maximum_length: v.optional(v.unknown()),
  limit: v.optional(v.unknown()),
  permissions: v.optional(v.unknown()),
  expected_data_type: v.optional(v.unknown()),
  retry_after: v.optional(v.unknown()),
});
export type ZohoErrorDetails = v.InferOutput<typeof errorDetailsSchema>;

/** Zoho's envelope of an error. Source: Zoho docs v8, status-codes. */
export const zohoErrorSchema = v.object({
  code: v.pipe(v.string(), v.minLength(1)),
  message: text,
  status: text,
  details: v.fallback(errorDetailsSchema, { json_path: '' }),
});
export type ZohoError = v.InferOutput<typeof zohoErrorSchema>;

/** `#rrggbb`, or none. It is used in a style sheet. */
const colour = v.pipe(v.string(), v.regex(/^#[\da-f]{6}$/i));

/** A tag, in a record's `Tag`, in a tag action's answer, and in the list of a module's tags. */
const tagFieldsSchema = v.object({ id, name: v.string(), color_code: v.fallback(v.nullable(colour), null) });
const zohoTagSchema = v.pipe(
  tagFieldsSchema,
  v.transform(({ id, name, color_code }) => ({ id, name, colour: color_code })),
);

/** Source: Zoho docs v8, get-tag-list. */
export const tagsSchema = v.object({ tags: v.array(zohoTagSchema) });

/** A count, as a number or as digits; null for anything else. */
const amount = v.fallback(
  v.nullable(
    v.pipe(
      v.union([v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)), v.number()]),
      v.safeInteger(),
      v.minValue(0),
    ),
  ),
  null,
);

/** A date with its offset, as milliseconds since the epoch; null for anything else. */
const moment = v.fallback(
  v.nullable(
    v.pipe(
      v.string(),
      v.transform((text) => Date.parse(text)),
      v.finite(),
    ),
  ),
  null,
);

/**
 * A tag in its module's list with the requested extras. An extra that is missing or not understood counts as not given.
 * Sources: Zoho docs v8, get-tag-list; Zoho's OpenAPI files for the extras, whose values are undocumented.
 */
const listedTagSchema = v.pipe(
  v.looseObject({
    ...tagFieldsSchema.entries,
    created_time: moment,
    created_by: v.fallback(v.nullable(v.object({ name: v.string() })), null),
    associated_record_count: amount,
  }),
  v.transform((tag) => ({
    id: tag.id,
    name: tag.name,
    colour: tag.color_code,
    createdAt: tag.created_time,
    createdBy: tag.created_by?.name ?? null,
    records: tag.associated_record_count,
    lastUsed: lastUsedIn(tag['last_accessed_time']),
    isUsed: typeof tag['type'] === 'boolean' ? tag['type'] : null,
  })),
);

/** Only a date has a known meaning. It is undocumented whether null means never or unknown; it is taken for unknown. */
function lastUsedIn(value: unknown): { readonly on: number } | null {
  const on = v.parse(moment, value);
  return on === null ? null : { on };
}

/** Source: as {@link tagsSchema}; `info` from Zoho's OpenAPI files. */
export const tagListSchema = v.object({
  tags: v.array(listedTagSchema),
  info: v.fallback(v.object({ allowed_count: amount }), { allowed_count: null }),
});

/** The result for the one tag of a call that makes, renames or deletes it. */
const tagResultSchema = v.object({
  code: v.string(),
  status: text,
  message: text,
  details: v.fallback(
    v.looseObject({
      id: v.fallback(v.nullable(id), null),
      name: v.fallback(v.nullable(v.string()), null),
      color_code: v.fallback(v.nullable(colour), null),
      associated_places: v.fallback(
        v.array(v.object({ type: text, resources: v.fallback(v.array(v.string()), []) })),
        [],
      ),
    }),
    { id: null, name: null, color_code: null, associated_places: [] },
  ),
});

/** `tags` as a list of one, or as an object. Sources: Zoho docs v7 and v8, create-tags, delete-tag; Zoho's OpenAPI examples. */
export const tagChangeSchema = v.object({
  tags: v.union([
    tagResultSchema,
    v.pipe(
      v.tuple([tagResultSchema]),
      v.transform(([only]) => only),
    ),
  ]),
});

/** Sources: Zoho docs v7, get-record-count-for-tag; `configured_areas` from Zoho's OpenAPI examples. */
export const tagCountSchema = v.looseObject({ count: amount, configured_areas: v.optional(v.unknown()) });

/** Source: Zoho docs v8, get-org-data. */
export const orgsSchema = v.object({
  org: v.array(
    v.object({
      zgid: digits,
      domain_name: text,
      company_name: text,
      type: text,
      license_details: v.fallback(v.object({ paid_type: v.fallback(v.nullable(v.string()), null) }), {
        paid_type: null,
      }),
    }),
  ),
});

/** Source: Zoho docs v8, get-users. */
export const usersSchema = v.object({
  users: v.array(
    v.object({ id, full_name: text, profile: v.fallback(v.nullable(v.object({ name: v.string() })), null) }),
  ),
});

/** Sources: Zoho docs v8, modules; `display_field` in its three forms from Zoho's OpenAPI files. */
export const modulesSchema = v.object({
  modules: v.array(
    v.object({
      api_name: v.string(),
      module_name: text,
      singular_label: text,
      plural_label: text,
      generated_type: text,
      api_supported: v.fallback(v.boolean(), true),
      display_field: v.fallback(
        v.nullable(
          v.union([
            v.string(),
            v.pipe(
              v.object({ api_name: v.string() }),
              v.transform((field) => field.api_name),
            ),
          ]),
        ),
        null,
      ),
    }),
  ),
});
export type ZohoModule = v.InferOutput<typeof modulesSchema>['modules'][number];

/** Source: Zoho docs v8, custom-view-meta. */
export const viewsSchema = v.object({
  custom_views: v.array(v.object({ id, name: text, display_value: text })),
  info: v.fallback(v.object({ more_records: v.fallback(v.boolean(), false) }), { more_records: false }),
});

/** The marks of a view of converted leads: its own name in Zoho, or a field that it filters by. */
export const viewFilterSchema = v.object({
  custom_views: v.array(
    v.object({ system_name: v.fallback(v.nullable(v.string()), null), criteria: v.fallback(v.unknown(), null) }),
  ),
});

/** Source: Zoho docs v8, get-records. A record may lack `Tag`, or have null there. */
export const recordsSchema = v.object({
  data: v.array(v.looseObject({ id, Tag: v.optional(v.nullable(v.array(zohoTagSchema)), null) })),
  info: v.fallback(
    v.object({
      more_records: v.fallback(v.boolean(), false),
      page: v.fallback(v.nullable(v.number()), null),
      next_page_token: v.fallback(v.nullable(v.string()), null),
    }),
    { more_records: false, page: null, next_page_token: null },
  ),
});
export type ZohoRecord = v.InferOutput<typeof recordsSchema>['data'][number];

/** Source: Zoho docs v8, remove-tags and add-tags; `locked_count` is a string there. */
export const tagActionSchema = v.object({
  data: v.array(
    v.object({
      code: v.string(),
      status: text,
      message: text,
      details: v.fallback(
        v.looseObject({
          id: v.fallback(v.nullable(id), null),
          tags: v.fallback(v.nullable(v.array(zohoTagSchema)), null),
          not_added_tags: v.fallback(v.array(v.unknown()), []),
          associated_places: v.fallback(
            v.array(v.object({ type: text, resources: v.fallback(v.array(v.string()), []) })),
            [],
          ),
        }),
        { id: null, tags: null, not_added_tags: [], associated_places: [] },
      ),
    }),
  ),
  locked_count: v.fallback(
    v.pipe(v.union([v.string(), v.number()]), v.transform(Number), v.integer(), v.minValue(0)),
    0,
  ),
});
export type TagActionRow = v.InferOutput<typeof tagActionSchema>['data'][number];

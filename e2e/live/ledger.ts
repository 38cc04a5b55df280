import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';

const ThingSchema = v.strictObject({ name: v.string(), id: v.optional(v.string()) });

const SessionSchema = v.strictObject({
  /** Data centre, environment and org of the things. */
  org: v.string(),
  /** The prefix of every name that was made. */
  marker: v.string(),
  module: v.string(),
  /** Milliseconds since the epoch. */
  startedAt: v.number(),
  pid: v.pipe(v.number(), v.integer()),
  /** Written before each thing is made. The id follows when Zoho has given it. */
  records: v.array(ThingSchema),
  tags: v.array(ThingSchema),
  /** Leads that were converted, by name: contacts and accounts have the same. */
  converted: v.optional(v.array(ThingSchema), []),
  rules: v.optional(v.array(ThingSchema), []),
  views: v.optional(v.array(ThingSchema), []),
});

const LedgerSchema = v.strictObject({ sessions: v.array(SessionSchema) });

/** Things of a session that use a tag, so that the tag cannot go before them. */
export type UserKind = 'rules' | 'views';
export type Thing = v.InferOutput<typeof ThingSchema>;
export type Session = v.InferOutput<typeof SessionSchema>;

/** The things that live sessions have made and not yet removed, on disk. Holds no token. */
export interface Ledger {
  readonly file: string;
  readonly sessions: Session[];
  /** Writes all of it, so that a reader finds either the old or the new text. */
  save(): void;
  /** Forgets a session that has nothing left. */
  close(session: Session): void;
}

/** The ledger at that path. Throws when the file is no ledger, because its contents must not be forgotten. */
export function openLedger(file: string): Ledger {
  let text: string | undefined;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const sessions = text === undefined ? [] : parsed(file, text);

  function save() {
    if (sessions.length === 0) return rmSync(file, { force: true });
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, `${JSON.stringify({ sessions }, null, 2)}\n`, { mode: 0o600, flush: true });
    renameSync(`${file}.new`, file);
  }

  return {
    file,
    sessions,
    save,
    close(session) {
      sessions.splice(sessions.indexOf(session), 1);
      save();
    },
  };
}

function parsed(file: string, text: string): Session[] {
  try {
    return v.parse(LedgerSchema, JSON.parse(text)).sessions;
  } catch {
    throw new Error(
      `${file} lists what an earlier session made in Zoho, and cannot be read. Remove the records and tags whose names begin with "Untag live" by hand, then the file.`,
    );
  }
}

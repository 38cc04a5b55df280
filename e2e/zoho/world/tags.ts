/** A tag of one module. */
export interface Tag {
  id: string;
  name: string;
  /** `#RRGGBB`, or null for a tag without a colour. */
  colour: string | null;
  createdAt: number;
  modifiedAt: number;
  /** Id of the user who made it. */
  createdBy: string;
  /** Id of the user who changed it last. */
  modifiedBy: string;
  /** When it was last put on a record; null = never. */
  usedAt: number | null;
}

/** The rule by which two names are the same. `trimmed`: without spaces at both ends. */
export type NameRule = 'exact' | 'caseBlind' | 'trimmed' | 'caseBlindTrimmed';

export interface NewTag {
  name: string;
  colour: string | null;
  createdBy: string;
  at: number;
  /** By default a new one. */
  id?: string;
}

export interface TagStore {
  all(): Tag[];
  get(id: string): Tag | undefined;
  /** The tag as records show it, even one that was deleted and lingers. */
  shown(id: string): Tag | undefined;
  /** The tag with exactly that name, or the first whose name is the same by the rule. */
  byName(name: string, rule?: NameRule): Tag | undefined;
  create(tag: NewTag): Tag;
  /** Sets the given values of the tag. */
  change(id: string, to: { name?: string; colour?: string | null }, by: string, at: number): void;
  /** With `lingers`, records still show it until `forget`. False when the tag does not exist. */
  delete(id: string, lingers?: boolean): boolean;
  forget(id: string): void;
  /** Notes that the tag was put on a record. */
  used(id: string, at: number): void;
  /** Grows with every change of any tag. */
  revision(): number;
}

function normal(name: string, rule: NameRule): string {
  const trimmed = rule === 'trimmed' || rule === 'caseBlindTrimmed' ? name.trim() : name;
  return rule === 'caseBlind' || rule === 'caseBlindTrimmed' ? trimmed.toLowerCase() : trimmed;
}

export function sameName(one: string, other: string, rule: NameRule): boolean {
  return normal(one, rule) === normal(other, rule);
}

/** The name as Zoho stores it under a rule. */
export function storedName(name: string, rule: NameRule): string {
  return rule === 'trimmed' || rule === 'caseBlindTrimmed' ? name.trim() : name;
}

/** The tags of a module. `newId` returns an id that was never used. */
export function createTagStore(newId: () => string): TagStore {
  const tags = new Map<string, Tag>();
  const lingering = new Map<string, Tag>();
  let revision = 0;
  return {
    all: () => [...tags.values()],
    get: (id) => tags.get(id),
    shown: (id) => tags.get(id) ?? lingering.get(id),
    byName(name, rule = 'exact') {
      const all = [...tags.values()];
      const exact = all.find((tag) => tag.name === name);
      if (exact || rule === 'exact') return exact;
      return all.find((tag) => sameName(tag.name, name, rule));
    },
    create({ name, colour, createdBy, at, id = newId() }) {
      const tag: Tag = {
        id,
        name,
        colour,
        createdAt: at,
        modifiedAt: at,
        createdBy,
        modifiedBy: createdBy,
        usedAt: null,
      };
      tags.set(tag.id, tag);
      revision += 1;
      return tag;
    },
    change(id, to, by, at) {
      const tag = tags.get(id);
      revision += 1;
      if (tag) Object.assign(tag, to, { modifiedBy: by, modifiedAt: at });
    },
    delete(id, lingers = false) {
      const tag = tags.get(id);
      revision += 1;
      if (tag && lingers) lingering.set(id, tag);
      return tags.delete(id);
    },
    forget(id) {
      revision += 1;
      lingering.delete(id);
    },
    revision: () => revision,
    used(id, at) {
      const tag = tags.get(id);
      if (tag) tag.usedAt = at;
    },
  };
}

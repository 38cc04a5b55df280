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
}

export interface TagStore {
  all(): Tag[];
  get(id: string): Tag | undefined;
  /** Exact spelling, or any letter case with `insensitive`. */
  byName(name: string, insensitive?: boolean): Tag | undefined;
  create(name: string, colour: string | null, createdBy: string, at: number): Tag;
  rename(id: string, name: string, at: number): void;
  delete(id: string): boolean;
}

/** The tags of a module. `newId` gives an id that was never used. */
export function createTagStore(newId: () => string): TagStore {
  const tags = new Map<string, Tag>();
  return {
    all: () => [...tags.values()],
    get: (id) => tags.get(id),
    byName(name, insensitive = false) {
      const all = [...tags.values()];
      const exact = all.find((tag) => tag.name === name);
      if (exact || !insensitive) return exact;
      return all.find((tag) => tag.name.toLowerCase() === name.toLowerCase());
    },
    create(name, colour, createdBy, at) {
      const tag: Tag = { id: newId(), name, colour, createdAt: at, modifiedAt: at, createdBy };
      tags.set(tag.id, tag);
      return tag;
    },
    rename(id, name, at) {
      const tag = tags.get(id);
      if (tag) Object.assign(tag, { name, modifiedAt: at });
    },
    delete: (id) => tags.delete(id),
  };
}

import type { Tag } from './tags.ts';

/** A custom view of a module. */
export interface View {
  id: string;
  name: string;
  displayValue: string;
  systemName: string | null;
  systemDefined: boolean;
  isDefault: boolean;
  category: 'shared_with_me' | 'created_by_me' | 'public_views';
  /** As the API gives it; absent for a view without a filter. */
  criteria?: object;
  /** Ids that only this user's view shows, newest first. */
  filter: ViewFilter;
}

type ViewFilter =
  | { kind: 'all' }
  | { kind: 'mine' }
  | { kind: 'tag'; tagId: string }
  | { kind: 'converted' }
  | { kind: 'none' };

interface TagView {
  id: string;
  name: string;
  tag: Tag;
  fieldId: string;
}

/** A view that shows the records with a tag. */
export function tagView({ id, name, tag, fieldId }: TagView): View {
  return {
    id,
    name,
    displayValue: name,
    systemName: null,
    systemDefined: false,
    isDefault: false,
    category: 'created_by_me',
    criteria: { comparator: 'equal', field: { api_name: 'Tag', id: fieldId }, type: 'value', value: tag.name },
    filter: { kind: 'tag', tagId: tag.id },
  };
}

/**
 * The views of every module in the simulated orgs: all, mine, one by tag if there are tags, and an empty one; for
 * leads, also one of converted leads.
 */
export function viewsOf(module: { plural: string; tags(): Tag[] }, newId: (number: number) => string): View[] {
  const { plural } = module;
  const system = { systemDefined: true, category: 'public_views' as const };
  const own = { systemDefined: false, systemName: null, isDefault: false, category: 'created_by_me' as const };
  const views: View[] = [
    {
      ...system,
      id: newId(1),
      name: `All ${plural}`,
      displayValue: `All ${plural}`,
      systemName: 'ALLVIEWS',
      isDefault: true,
      filter: { kind: 'all' },
    },
    {
      ...system,
      id: newId(2),
      name: `My ${plural}`,
      displayValue: `My ${plural}`,
      systemName: 'MYVIEWS',
      isDefault: false,
      filter: { kind: 'mine' },
    },
    {
      ...own,
      id: newId(3),
      name: `${plural} before 2019`,
      displayValue: `${plural} before 2019`,
      filter: { kind: 'none' },
    },
  ];
  const tag = module.tags()[0];
  if (tag) views.push(tagView({ id: newId(4), name: `${tag.name} ${plural.toLowerCase()}`, tag, fieldId: newId(900) }));
  if (plural === 'Leads')
    views.push({
      ...system,
      id: newId(5),
      name: 'Converted Leads',
      displayValue: 'Converted Leads',
      systemName: 'CONVERTEDLEADS',
      isDefault: false,
      filter: { kind: 'converted' },
    });
  return views;
}

/** The leads in the list of a view: converted ones only where it is a view of them. */
export function listedConverted({ filter }: View): 'true' | 'false' {
  return filter.kind === 'converted' ? 'true' : 'false';
}

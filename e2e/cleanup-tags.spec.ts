import type { Page } from '@playwright/test';
import { tabTo } from './browser/by-keyboard.ts';
import { signIn } from './browser/consent.ts';
import { expect, test } from './fixtures.ts';
import { openTags, reach, selectTags } from './tags-by-keyboard.ts';
import type { Zoho } from './zoho/simulator.ts';

/** What the edition allows on one record. */
const MOST_TAGS = 10;

const moduleOf = (zoho: Zoho, name: string) => zoho.world.org('lumen').module(name);
const band = (tags: Page) => tags.getByRole('region', { name: 'Clean-up' });
const headline = (tags: Page) => band(tags).getByRole('heading', { level: 2 });

function recordsIn(zoho: Zoho, name: string): Record<string, readonly string[]> {
  const module = moduleOf(zoho, name);
  return Object.fromEntries(module.ids().map((id) => [id, module.tagNames(id).toSorted()]));
}

/** Presses the button that leads to Zoho's consent for one more right, and accepts. */
async function allow(tags: Page): Promise<void> {
  await reach(tags, 'Allow in Zoho');
  await signIn(tags.context(), () => tags.keyboard.press('Enter'));
}

test(
  'by the keyboard alone: three tags that look alike become one, but for a record without room, and are put back',
  { tag: '@long' },
  async ({ untag, zoho }) => {
    test.setTimeout(180_000);
    const [STAYS, ...OLD] = ['Follow-up', 'Follow up', 'follow_up'] as const;
    const leads = moduleOf(zoho, 'Leads');
    const [full = ''] = leads.ids().filter((id) => {
      const names = leads.tagNames(id);
      return names.includes('Follow up') && !names.includes(STAYS);
    });
    const others = leads.tags().filter(({ name }) => name !== STAYS && !OLD.includes(name as (typeof OLD)[number]));
    const own = leads.tags().filter(({ name }) => name === 'Follow up');
    leads.setTags(
      full,
      [...own, ...others].slice(0, MOST_TAGS).map(({ id }) => id),
    );
    const before = recordsIn(zoho, 'Leads');
    const carry = (names: readonly string[]) => OLD.some((name) => names.includes(name));
    const all = Object.values(before).filter(carry).length;

    const tags = await openTags(untag, zoho);
    await selectTags(tags, 'follow', [STAYS, ...OLD]);
    await reach(tags, 'Merge into one…');
    await tags.keyboard.press('Enter');
    const sheet = tags.getByRole('dialog', { name: 'Merge 3 tags into one' });
    await expect(sheet.getByRole('button', { name: 'Choose the tag that stays' })).toBeVisible();
    await tabTo(tags, /^Follow/);
    const choice = tags.getByRole('radio', { name: /^Follow-up/ });
    await tags.keyboard.press('Space');
    for (let steps = 0; steps < 3 && !(await choice.isChecked()); steps += 1) await tags.keyboard.press('ArrowDown');
    await expect(choice).toBeChecked();
    const start = /^Merge \(changes /;
    await reach(tags, start);
    expect(recordsIn(zoho, 'Leads')).toEqual(before);
    await tags.keyboard.press('Enter');
    await expect(headline(tags)).toHaveText(`Merged into “${STAYS}” on ${all - 1} of ${all} leads`, {
      timeout: 60_000,
    });
    const wanted = Object.fromEntries(
      Object.entries(before).map(([id, names]) => {
        const rest = names.filter((name) => name !== STAYS && !OLD.includes(name as (typeof OLD)[number]));
        return [id, id !== full && carry(names) ? [...rest, STAYS].toSorted() : names];
      }),
    );
    expect(recordsIn(zoho, 'Leads')).toEqual(wanted);

    await reach(tags, 'Undo');
    await tags.keyboard.press('Enter');
    await reach(tags, /^Restore on /);
    await tags.keyboard.press('Enter');
    await expect(headline(tags)).toHaveText(/^Restored on /, { timeout: 60_000 });
    expect(recordsIn(zoho, 'Leads')).toEqual(before);
    expect(zoho.forbidden()).toEqual([]);
  },
);

test(
  'by the keyboard alone: a rename into a name that exists leads to a merge, and one that is free is undone',
  { tag: '@long' },
  async ({ untag, zoho }) => {
    test.setTimeout(180_000);
    const vehicles = moduleOf(zoho, 'Vehicles');
    const names = () => vehicles.tags().map(({ name }) => name);
    const before = { tags: names(), records: recordsIn(zoho, 'Vehicles') };

    const tags = await openTags(untag, zoho);
    await selectTags(tags, 'winter tyres', ['Winter tyres']);
    await reach(tags, 'Rename…');
    await tags.keyboard.press('Enter');
    await expect(tags.getByRole('textbox', { name: 'New name' })).toBeFocused();
    await tags.keyboard.type('Leased');
    const sheet = tags.getByRole('dialog');
    await expect(sheet).toContainText('This name exists there already.');
    await expect(sheet.getByRole('button', { name: 'Rename', exact: true })).toHaveAttribute('aria-disabled', 'true');
    await reach(tags, 'Merge there…');
    await tags.keyboard.press('Enter');
    await expect(tags.getByRole('dialog', { name: 'Merge 2 tags into “Leased”' })).toBeVisible();
    await reach(tags, /^Merge \(changes /);
    await tags.keyboard.press('Enter');
    await expect(headline(tags)).toHaveText(/^Merged into “Leased” on /, { timeout: 60_000 });
    expect(Object.values(recordsIn(zoho, 'Vehicles')).flat()).not.toContain('Winter tyres');
    await reach(tags, 'Undo');
    await tags.keyboard.press('Enter');
    await reach(tags, /^Restore on /);
    await tags.keyboard.press('Enter');
    await expect(headline(tags)).toHaveText(/^Restored on /, { timeout: 60_000 });
    expect(recordsIn(zoho, 'Vehicles')).toEqual(before.records);
    await selectTags(tags, 'winter tyres', ['Winter tyres']);
    await reach(tags, 'Rename…');
    await tags.keyboard.press('Enter');
    await expect(tags.getByRole('textbox', { name: 'New name' })).toBeFocused();
    await tags.keyboard.type('Snow tyres');
    await reach(tags, 'Rename');
    await tags.keyboard.press('Enter');
    await allow(tags);
    await reach(tags, 'Rename');
    await tags.keyboard.press('Enter');
    await expect(headline(tags)).toHaveText('“Winter tyres” is now “Snow tyres”', { timeout: 60_000 });
    expect(names()).toContain('Snow tyres');
    await reach(tags, 'Undo');
    await tags.keyboard.press('Enter');
    await reach(tags, 'Rename back to “Winter tyres”');
    await tags.keyboard.press('Enter');
    await expect(headline(tags)).toHaveText('“Snow tyres” is “Winter tyres” again', { timeout: 60_000 });
    expect({ tags: names(), records: recordsIn(zoho, 'Vehicles') }).toEqual(before);
    expect(zoho.forbidden()).toEqual([]);
  },
);

test(
  'by the keyboard alone: of 20 unused tags one gets a record meanwhile and stays; the others are deleted, and made again',
  { tag: '@long' },
  async ({ untag, zoho }) => {
    test.setTimeout(180_000);
    const [contacts, leads] = [moduleOf(zoho, 'Contacts'), moduleOf(zoho, 'Leads')];
    const unused = contacts
      .tags()
      .map(({ name }) => name)
      .filter((name) => name.startsWith('Webinar 20'))
      .slice(0, 20);
    const look = () =>
      [contacts, leads].map((module) =>
        module
          .tags()
          .map(({ name, colour }) => `${name} ${colour ?? '-'}`)
          .sort((one, other) => one.localeCompare(other)),
      );
    const before = look();
    expect(unused).toHaveLength(20);

    const tags = await openTags(untag, zoho);
    await selectTags(tags, 'webinar 20', unused);
    await reach(tags, 'Delete 20…');
    await tags.keyboard.press('Enter');
    // Each name is in two modules.
    const sheet = tags.getByRole('dialog', { name: 'Delete 40 tags' });
    await reach(tags, /^Delete \d+ tags$/);
    await tags.keyboard.press('Enter');
    await allow(tags);
    await expect(sheet).toBeVisible();
    expect(look()).toEqual(before);
    const [record = ''] = contacts.ids();
    const [taken = ''] = unused;
    contacts.addTag(record, taken);
    await reach(tags, /^Delete \d+ tags$/);
    await tags.keyboard.press('Enter');
    await expect(headline(tags)).toHaveText(/^Deleted \d+ of \d+ tags$/, { timeout: 60_000 });
    await expect(band(tags)).toContainText(`“${taken}” stays: 1 contact has it`);
    const left = (module: typeof leads) => unused.filter((name) => module.tags().some((tag) => tag.name === name));
    expect({ contacts: left(contacts), leads: left(leads) }).toEqual({ contacts: [taken], leads: [] });
    expect(contacts.tagNames(record)).toContain(taken);

    await reach(tags, 'Undo');
    await tags.keyboard.press('Enter');
    await reach(tags, /^Create \d+ tags again$/);
    await tags.keyboard.press('Enter');
    await expect(headline(tags)).toHaveText(/^\d+ tags: created again$/, { timeout: 60_000 });
    expect(look()).toEqual(before);
    expect(zoho.forbidden()).toEqual([]);
  },
);

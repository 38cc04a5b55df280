import { expect, test } from './fixtures.ts';

test('Firefox reads the tags of all modules, narrows them, and opens one @long', async ({ firefox, zoho }) => {
  await firefox.connected();
  const { modules } = zoho.world.org('brightside');
  const carriers = new Map<string, number>();
  for (const module of modules)
    for (const { id, name } of module.tags())
      carriers.set(name, (carriers.get(name) ?? 0) + module.tagged(id, 'visible'));
  const empty = [...carriers].filter(([, records]) => records === 0);
  const [[name, records] = ['', 0]] = [...carriers].toSorted(([, one], [, other]) => other - one);

  const tags = await firefox.open('tags-page');
  await tags.shows(new RegExp(`^${carriers.size} tags in \\d+ modules$`, 'm'));
  await expect.poll(() => tags.count('tbody [role="row"]')).toBeGreaterThan(5);
  await tags.press('columnheader', 'Records');
  await tags.press('button', name);
  await expect.poll(() => tags.count('dialog[open]')).toBe(1);
  await tags.shows(records.toLocaleString('en'));
  await tags.press('button', 'Close');
  await expect.poll(() => tags.count('dialog[open]')).toBe(0);
  await tags.click('[data-chip="none"]');
  await expect
    .poll(() => tags.evaluate('document.querySelector("[role=grid]")?.ariaRowCount'))
    .toBe(`${empty.length + 1}`);
});

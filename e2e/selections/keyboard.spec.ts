import { expect, test } from '../fixtures.ts';
import { connected } from '../journey.ts';
import { expectFocus } from './focus.ts';
import { words } from '../browser/words.ts';

test('a removal by keyboard alone, and no Enter that removes by accident', async ({ untag, zoho }) => {
  const { page, list } = await connected(untag, zoho);
  const leads = zoho.world.org('brightside').module('Leads');
  const ids = await list.tickFirst(12);
  const popup = await untag.popup(page);
  const { keyboard } = popup;
  const filter = popup.getByRole('searchbox', { name: 'Filter tags' });
  const prime = popup.getByRole('checkbox', { name: /^Prime\b/ });
  const cold = popup.getByRole('checkbox', { name: /^Cold lead\b/ });
  await expect(prime).toBeVisible();
  await expectFocus(filter);

  // Typing filters; Enter chooses the first match and empties the filter; a second Enter in its wake does nothing.
  await keyboard.type('col');
  await expect(popup.getByRole('checkbox')).toHaveCount(1);
  await filter.evaluate((field) => {
    const press = () =>
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    press();
    press();
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', repeat: true, bubbles: true, cancelable: true }));
  });
  await expect(cold).toBeChecked();
  await expect(filter).toHaveValue('');
  await expect(popup.getByRole('heading', { name: '12 leads selected' })).toBeVisible();
  expect(zoho.requestsTo('remove_tags')).toEqual([]);

  // Arrows go through the rows, Space chooses, a letter goes back to the filter, Escape empties it.
  await keyboard.press('ArrowDown');
  await expectFocus(popup.getByRole('checkbox').first());
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowUp');
  await keyboard.press('ArrowUp');
  await expectFocus(filter);
  const place = await popup
    .getByRole('checkbox')
    .evaluateAll((boxes, id) => boxes.findIndex((box) => box.id === id), await prime.getAttribute('id'));
  for (let step = 0; step <= place; step += 1) await keyboard.press('ArrowDown');
  await expectFocus(prime);
  await keyboard.press('Space');
  await expect(prime).toBeChecked();
  await keyboard.press('x');
  await expect(filter).toHaveValue('x');
  await keyboard.press('Escape');
  await expect(filter).toHaveValue('');
  expect(await untag.popups()).toBe(1);

  const affected = ids.filter((id) => leads.tagNames(id).some((name) => name === 'Prime' || name === 'Cold lead'));
  await expect(popup.getByRole('button', { name: `Remove 2 tags from ${affected.length} leads` })).toBeVisible();
  // An Enter that was meant for a search does nothing, in an empty filter either; on a row it chooses.
  await keyboard.press('Enter');
  await expect(popup.getByRole('button', { name: `Remove 2 tags from ${affected.length} leads` })).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(popup.getByRole('button', { name: /^Remove [13] tags? from/ })).toBeVisible();
  await keyboard.press('Enter');
  await expect(popup.getByRole('button', { name: `Remove 2 tags from ${affected.length} leads` })).toBeVisible();
  // A chip takes its tag out, and gives the focus on: to the next one, after the last to the filter.
  const chosen = popup.getByRole('group', { name: words('chosen_label') });
  await chosen.getByRole('button', { name: words('chosen_out', { tag: 'Cold lead' }) }).focus();
  await keyboard.press('Enter');
  await expect(chosen.getByRole('button')).toHaveCount(1);
  await keyboard.press('Escape');
  await keyboard.type('cold');
  await keyboard.press('Enter');
  await expect(chosen.getByRole('button')).toHaveCount(2);
  expect(zoho.requestsTo('remove_tags')).toEqual([]);
  await keyboard.press('Control+Enter');
  await expectFocus(popup.getByRole('heading', { name: `Removed from ${affected.length} leads` }));
  for (const id of ids) for (const tag of ['Prime', 'Cold lead']) expect(leads.tagNames(id)).not.toContain(tag);
});

test('the menu of sources by its keys, and its button has the focus again @long', async ({ untag, zoho }) => {
  const { page, list } = await connected(untag, zoho);
  await list.tickFirst(2);
  const popup = await untag.popup(page);
  const { keyboard } = popup;
  const button = popup.getByRole('button', { name: words('src_ticked') });
  await expect(popup.getByRole('checkbox').first()).toBeVisible();
  await button.focus();
  await keyboard.press('Enter');
  await expectFocus(popup.getByRole('menuitemradio', { name: words('src_ticked') }));
  await keyboard.press('End');
  await expectFocus(popup.getByRole('menuitem', { name: words('basket_keep', { n: 2 }) }));
  await keyboard.press('Home');
  await keyboard.press('p');
  await expectFocus(popup.getByRole('menuitemradio', { name: 'Paste links or IDs…' }));
  await keyboard.press('Escape');
  await expectFocus(button);
  await keyboard.press('Enter');
  await expectFocus(popup.getByRole('menuitemradio', { name: words('src_ticked') }));
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(popup.getByRole('heading', { name: '300 leads selected' })).toBeVisible();
});

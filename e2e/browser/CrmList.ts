import { expect, type Locator, type Page } from '@playwright/test';

/**
 * Waits for the scripts of the page or frame with this row. The row is drawn before the scripts run, and a click before
 * that does nothing. Needed if the test has not waited for the load of that page.
 */
export async function scriptsOf(row: Locator): Promise<void> {
  await expect.poll(() => row.evaluate(({ ownerDocument }) => ownerDocument.readyState)).toBe('complete');
}

/** A list of the CRM in a tab, used by clicks as a person would. */
export class CrmList {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  static async open(page: Page, address: string): Promise<CrmList> {
    await page.goto(address);
    const list = new CrmList(page);
    await expect(list.rows.first()).toBeVisible();
    return list;
  }

  get rows(): Locator {
    return this.page.locator('lyte-exptable-tr[data-zcqa="detailView"]');
  }

  /** The row of a record, by its id. */
  row(id: string): Locator {
    return this.page.locator(`lyte-exptable-tr[id="${id}"]`);
  }

  /** Ticks the first `n` rows, one click each, and resolves with their ids. */
  async tickFirst(n: number): Promise<string[]> {
    const ids: string[] = [];
    for (let index = 0; index < n; index += 1) {
      const row = this.rows.nth(index);
      await row.locator('lyte-checkbox label').first().click();
      ids.push((await row.getAttribute('id')) ?? '');
    }
    return ids;
  }

  async tick(ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.row(id).locator('lyte-checkbox label').first().click();
  }

  /** Waits until all rows of the page are there. The last of them arrive after the first paint. */
  async complete(rows: number): Promise<void> {
    await expect(this.rows).toHaveCount(rows);
    await expect(this.page.locator('.cruxHideRow, .cxTableEmptyRow')).toHaveCount(0);
  }

  /** Ids of the rows on the page, from the top. */
  ids(): Promise<string[]> {
    return this.rows.evaluateAll((rows) => rows.map((row) => row.id));
  }

  /** Clicks the box in the header: all rows of the page. */
  async selectPage(): Promise<void> {
    await this.page.locator('#listviewHeaderRow lyte-checkbox label').first().click();
  }

  /** Clicks one row's box, then another's with Shift held down. Resolves with the ids from the first to the second. */
  async selectRange(from: number, to: number): Promise<string[]> {
    await this.rows.nth(from).locator('lyte-checkbox label').first().click();
    await this.rows
      .nth(to)
      .locator('lyte-checkbox label')
      .first()
      .click({ modifiers: ['Shift'] });
    return (await this.ids()).slice(from, to + 1);
  }

  /** Clicks the link that clears the selection. */
  async clear(): Promise<void> {
    await this.page.locator('[data-zcqa="clearRecords"]').click();
  }

  /** Goes to the next page of the list, as the app does: without a new document. */
  async nextPage(): Promise<void> {
    const [first = ''] = await this.ids();
    await this.page.locator('.lvNext').click();
    await expect(this.row(first)).toHaveCount(0);
    await expect(this.rows.first()).toBeVisible();
  }

  /** Opens another view of the module from the list's own menu, which is visible while nothing is selected. */
  async openView(name: string): Promise<void> {
    if (await this.page.locator('[data-zcqa="clearRecords"]').isVisible()) await this.clear();
    await this.page.locator('.lvViewButton').click();
    await this.page.locator('#viewMenu').getByRole('link', { name }).click();
    await expect(this.page.locator('.lvViewButton')).toHaveText(name);
    await expect(this.rows.first()).toBeVisible();
  }
}

import { expect, type Locator, type Page } from '@playwright/test';

/** A list of the CRM in a tab, worked as a person would: by clicks. */
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

  /** Ticks the first `n` rows, one click each, and tells their ids. */
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
}

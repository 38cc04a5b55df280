import type { Page } from '@playwright/test';
import type { Untag } from './Untag.ts';

/** The settings page, as used by a person who ends a connection. */
export class OptionsPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  static async open(untag: Untag): Promise<OptionsPage> {
    return new OptionsPage(await untag.open('src/options/index.html'));
  }

  /** Ends the only connection, as the dialog asks. */
  async disconnect(): Promise<void> {
    await this.page.getByRole('button', { name: /^Disconnect / }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click();
  }
}

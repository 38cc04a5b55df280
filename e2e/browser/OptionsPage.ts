import type { Page } from '@playwright/test';
import { signIn, type SignInChoice } from './consent.ts';
import type { Untag } from './Untag.ts';
import { words } from './words.ts';

/** The settings page, as somebody works it who connects an org. */
export class OptionsPage {
  readonly page: Page;
  readonly #untag: Untag;

  constructor(untag: Untag, page: Page) {
    this.#untag = untag;
    this.page = page;
  }

  static async open(untag: Untag): Promise<OptionsPage> {
    return new OptionsPage(untag, await untag.open('src/options/index.html'));
  }

  /** Chooses a way to connect by its label. */
  async chooseWay(label: 'Client ID only' | 'Client ID and secret' | 'Self client'): Promise<void> {
    if (label === 'Self client') await this.page.getByText('Other ways').click();
    await this.page.getByRole('radio', { name: label }).check();
  }

  /** Chooses a data centre by the domain of its web pages. */
  async chooseDataCentre(domain: string): Promise<void> {
    const field = this.page.getByLabel(words('connect_dc'));
    const label = await field.locator('option', { hasText: `(${domain})` }).textContent();
    await field.selectOption({ label: label ?? domain });
  }

  async fill(values: { clientId?: string; secret?: string; code?: string }): Promise<void> {
    const { clientId, secret, code } = values;
    if (clientId !== undefined) await this.page.getByLabel('Client ID', { exact: true }).fill(clientId);
    if (secret !== undefined) await this.page.getByLabel('Client secret', { exact: true }).fill(secret);
    if (code !== undefined) await this.page.getByLabel('Code', { exact: true }).fill(code);
  }

  async pressConnect(): Promise<void> {
    await this.page.getByRole('button', { name: 'Connect', exact: true }).click();
  }

  /** Presses Connect and goes through Zoho's consent. */
  async connect(choice: SignInChoice = {}): Promise<void> {
    await signIn(this.#untag.context, () => this.pressConnect(), choice);
  }

  /** Ends the only connection, as the dialog asks. */
  async disconnect(): Promise<void> {
    await this.page.getByRole('button', { name: /^Disconnect / }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Disconnect', exact: true }).click();
  }
}

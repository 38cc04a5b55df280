import { expect, type Page } from '@playwright/test';
import type { SignInWay } from '../../src/shared/connection.ts';
import { signIn, type SignInChoice } from './consent.ts';
import type { Untag } from './Untag.ts';

interface Given {
  readonly clientId?: string;
  readonly secret?: string;
  readonly code?: string;
}

/** The page Connect, as used by a person with their own client. */
export class ConnectPage {
  readonly page: Page;
  readonly #untag: Untag;
  readonly #way: SignInWay;

  private constructor(untag: Untag, page: Page, way: SignInWay) {
    this.#untag = untag;
    this.page = page;
    this.#way = way;
  }

  /** Opens the cards of a way for a new connection. `domain` answers the question for the region. */
  static async open(untag: Untag, way: SignInWay = 'client', domain = 'zoho.com'): Promise<ConnectPage> {
    const page = await untag.open('src/connect/index.html', '?new=1');
    await page.getByRole('heading', { level: 1 }).waitFor();
    const own = page.getByRole('button', { name: /^Use (your own|another) client ID$/ });
    if ((await own.count()) > 0) await own.click();
    if (way !== 'client') {
      await page.getByRole('button', { name: 'Other ways' }).click();
      await page.getByRole('button', { name: way === 'server' ? 'Use a client secret' : 'Use a Self Client' }).click();
    }
    const connect = new ConnectPage(untag, page, way);
    if ((await page.getByRole('radio').count()) > 0) await connect.chooseRegion(domain);
    return connect;
  }

  /** Chooses a region by the domain of its web pages, where the page asks for it. */
  async chooseRegion(domain: string): Promise<void> {
    const region = this.page.getByRole('radio', { name: new RegExp(`^crm\\.${domain.replaceAll('.', '\\.')}(?!\\.)`) });
    if ((await region.count()) === 0) await this.page.getByRole('radio', { name: /^Another one/ }).check();
    await region.check();
  }

  /** Types the values from Zoho's console. A whole client id by itself is tried without a press. */
  async give({ clientId, secret, code }: Given): Promise<void> {
    if (secret !== undefined) await this.page.getByLabel('Client Secret', { exact: true }).fill(secret);
    if (code !== undefined) await this.page.getByLabel('Code', { exact: true }).fill(code);
    if (clientId !== undefined) await this.page.getByLabel('Client ID', { exact: true }).fill(clientId);
    if (this.#way !== 'client') await this.page.getByRole('button', { name: 'Connect', exact: true }).click();
  }

  /** The same, and goes through Zoho's consent. */
  async connect(given: Given, choice: SignInChoice = {}): Promise<void> {
    await signIn(this.#untag.context, () => this.give(given), choice);
  }

  async expectConnected(org: string, environment = 'Production'): Promise<void> {
    await expect(this.page.getByRole('heading', { name: `Connected to ${org}`, exact: true })).toBeVisible();
    await expect(this.page.getByText(environment, { exact: true })).toBeVisible();
  }
}

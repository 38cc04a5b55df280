import type { BrowserContext, Page } from '@playwright/test';

export interface SignInChoice {
  /** Refuse instead of accepting. */
  readonly refuse?: boolean;
  /** Close the window instead of answering. */
  readonly closeWindow?: boolean;
  /** Tick "grant access for the entire session"; true unless given. */
  readonly entireSession?: boolean;
  /** Label of the org to choose, where Zoho offers several. */
  readonly org?: string;
  /** Name of another account to sign in with. */
  readonly account?: string;
}

/** Runs an action that opens Zoho's consent window, and answers the window as a person would. */
export async function signIn(
  context: BrowserContext,
  open: () => Promise<void>,
  choice: SignInChoice = {},
): Promise<void> {
  const opened = context.waitForEvent('page');
  await open();
  const page = await opened;
  if (choice.closeWindow === true) {
    await page.waitForLoadState();
    await page.close();
    return;
  }
  if (choice.account !== undefined) {
    await page.getByText('Use another account').click();
    await page.getByRole('link', { name: choice.account }).click();
  }
  if (choice.org !== undefined) await page.getByLabel(choice.org).check();
  await answerConsent(page, choice);
}

/** Answers in an open consent window. */
export async function answerConsent(page: Page, choice: SignInChoice = {}): Promise<void> {
  // Only the implicit flow asks for the duration.
  await page.locator('#accept').waitFor();
  const session = page.locator('#session');
  if ((await session.count()) > 0) await session.setChecked(choice.entireSession ?? true);
  const closed = page.waitForEvent('close');
  // The window closes while the click is still waiting for its navigation.
  await page.locator(choice.refuse === true ? '#refuse' : '#accept').click({ noWaitAfter: true });
  await closed;
}

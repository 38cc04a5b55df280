import type { Page } from '@playwright/test';
import type { Messages } from '../../scripts/locales/messages-file.ts';

/**
 * Gives the gallery's fake extension API the texts of a language, as soon as it is in place. The script is a text,
 * because `tsx` marks the functions of a file with a helper that the page does not have.
 */
export async function speak(page: Page, messages: Messages): Promise<void> {
  await page.addInitScript({
    content: `{
      const texts = new Map(${JSON.stringify([...messages])});
      Object.defineProperty(globalThis, 'browser', {
        set: (fake) => { fake.i18n.getMessage = (key) => texts.get(key) ?? ''; },
      });
    }`,
  });
}

/** What the gallery's address needs for these texts. */
export function directionOf(messages: Messages): string {
  return messages.get('language_tag') === 'ar' ? '&dir=rtl' : '';
}

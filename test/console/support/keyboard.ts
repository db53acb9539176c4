import type { Locator, Page } from 'playwright-core';

/** More stops than any screen has. */
const MOST_STOPS = 150;

/** Goes to something as who has no mouse does: from stop to stop until it has the focus. */
export async function tabTo(page: Page, to: Locator, key: 'Tab' | 'Shift+Tab' | 'ArrowDown' = 'Tab'): Promise<void> {
  await to.waitFor({ state: 'attached' });
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await to.evaluate('(element) => element === document.activeElement')) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The keyboard does not reach ${to}.`);
}

/** Goes to it, and presses it. */
export async function press(page: Page, to: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await tabTo(page, to, key);
  await page.keyboard.press('Enter');
}

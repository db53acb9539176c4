import type { Locator, Page } from 'playwright-core';

/** More stops than any screen has. */
const MOST_STOPS = 150;

type Key = 'Tab' | 'Shift+Tab' | 'ArrowDown' | 'Control+Home';

/** Goes to something as who has no mouse does: from stop to stop until it, or something in it, has the focus. */
export async function tabTo(page: Page, to: Locator, key: Key = 'Tab'): Promise<void> {
  await to.waitFor({ state: 'attached' });
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await to.evaluate(hasFocus)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The keyboard does not reach ${to}.`);
}

/** What is looked at of an element of a page, whose types are not those of Node. */
interface Focusable {
  readonly ownerDocument: { readonly activeElement: unknown };
  contains(other: unknown): boolean;
}

const hasFocus = (element: unknown): boolean =>
  (element as Focusable).contains((element as Focusable).ownerDocument.activeElement);

/** Goes to it, and presses it. */
export async function press(page: Page, to: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await tabTo(page, to, key);
  await page.keyboard.press('Enter');
}

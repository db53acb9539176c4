import axe, { type AxeResults, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPeople } from '../../support/api/client.ts';
import { SPOKEN } from '../../support/languages.ts';
import { WAIT_LIMIT_MS } from '../../support/wait-limit.ts';
import { NO_BROWSER } from '../support/chromium.ts';
import { furnish, goTo, type Places, placeOf, SCREENS } from '../support/screens.ts';
import { type Desk, onConsoleStage } from '../support/stage.ts';

const OPTIONS: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // What passes is not described: that takes longer than to find out that it does.
  resultTypes: ['violations'],
};

const stage = onConsoleStage();
let desk: Desk;
let places: Places;

beforeAll(async () => {
  if (NO_BROWSER) return;
  desk = await stage().desk();
  places = await furnish(desk.client);
  await stage().stage.settle();
});

/** What axe finds against WCAG 2.2 AA and its own good practice: rule and place. It is added to a page once. */
async function findings(page: Page): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(OPTIONS)})`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** What is wrong with a screen that is opened like a link, without loading a page for each. */
async function wrongOn(page: Page, path: string, heading: RegExp): Promise<string[]> {
  await goTo(page, placeOf(path, places));
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  return (await wrongNow(page, 'Loading')).map((one) => `${path}: ${one}`);
}

async function wrongNow(page: Page, loading: string): Promise<string[]> {
  await page.getByText(loading).first().waitFor({ state: 'hidden' });
  return [...(await findings(page)), ...(await page.evaluate<string[]>(TOO_WIDE))];
}

/** The innermost elements that make the page wider than the window. */
const TOO_WIDE = `document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')]
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .slice(-2)
  .map((one) => 'wider than the screen: ' + one.outerHTML.slice(0, 160))`;

describe.skipIf(NO_BROWSER)('axe finds nothing', () => {
  it(
    'on any screen, in light at a desk and in dark on a phone',
    async () => {
      const modes = [{}, { viewport: { width: 390, height: 900 }, colorScheme: 'dark' }] as const;
      const found = await Promise.all(
        modes.map(async (mode) => {
          const page = await desk.open(mode);
          await page.getByRole('heading', { level: 1 }).waitFor();
          const wrong: string[] = [];
          for (const [path, heading] of SCREENS) wrong.push(...(await wrongOn(page, path, heading)));
          return wrong;
        }),
      );
      expect(found).toEqual([[], []]);
    },
    10 * WAIT_LIMIT_MS,
  );

  it.each(SPOKEN.filter(([language]) => language !== 'en'))(
    'on any screen in %s on a phone, which is no wider than the window',
    async (language, { shell }) => {
      const page = await desk.open({ locale: language, viewport: { width: 390, height: 900 } });
      const heading = page.getByRole('heading', { level: 1 });
      const wrong: string[] = [];
      let before = '';
      for (const [path] of SCREENS) {
        await goTo(page, placeOf(path, places));
        await expect.poll(() => heading.first().textContent(), { timeout: WAIT_LIMIT_MS }).not.toBe(before);
        before = (await heading.first().textContent()) ?? '';
        wrong.push(...(await wrongNow(page, shell.loading)).map((one) => `${path}: ${one}`));
      }
      expect(wrong).toEqual([]);
    },
    10 * WAIT_LIMIT_MS,
  );

  it('on the questions before a policy is changed or switched on, on a phone', async () => {
    const page = await desk.open({ path: `/policies/${places.POLICY}`, viewport: { width: 390, height: 900 } });
    await page.getByRole('button', { name: 'Switch on' }).click();
    await page.getByText(/^The next night would cost/).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('button', { name: 'Save a new version' }).click();
    await page.getByText(/^The next night would cost/).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('on the form of a policy with all its parts open and its errors, in dark on a phone', async () => {
    const page = await desk.open({ path: '/policies', viewport: { width: 390, height: 900 }, colorScheme: 'dark' });
    await page.getByRole('radio', { name: /^Win back/ }).click();
    await page.getByRole('radio', { name: 'Members of some groups' }).click();
    await page.getByRole('button', { name: 'Build a search' }).click();
    await page.getByRole('button', { name: /^When it works/ }).click();
    await page.getByRole('button', { name: /^What protects people/ }).click();
    await page.getByLabel('Days of protection at first').fill('400');
    await page.getByRole('button', { name: 'Save as a policy' }).click();
    await page.getByText('This is needed.').first().waitFor();
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('on a search that is read when typing stops, with its number, and on the facets that narrow it', async () => {
    const own = await stage().desk();
    const [one = ''] = await createPeople(own.client, 3);
    await own.client.post(`contacts.json?uuid=${one}`, { language: 'fra' });
    await stage().stage.settle();
    const page = await own.open({ viewport: { width: 390, height: 900 }, colorScheme: 'dark' });
    const box = page.getByRole('combobox', { name: 'Search contacts' });
    await box.pressSequentially('name ~ person ');
    await page.getByText('3 matches').waitFor();
    expect(await box.evaluate('document.activeElement.value')).toBe('name ~ person ');
    await page.getByRole('button', { name: 'Narrow down' }).click();
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('menuitem', { name: 'French' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('menuitem', { name: 'French' }).click();
    await page.getByText('1 match', { exact: true }).waitFor();
    expect(await box.inputValue()).toBe('name ~ person AND language = "fra"');
    await page.getByRole('button', { name: 'Build a search' }).click();
    await page.getByRole('textbox', { name: 'Value of Name' }).waitFor();
    await page.getByRole('button', { name: 'Help' }).click();
    await page.getByRole('heading', { name: 'Keys that save time' }).waitFor();
    expect(await findings(page)).toEqual([]);
  });

  it('on what a workspace without anybody shows', async () => {
    const page = await (await stage().desk()).open({ viewport: { width: 390, height: 900 }, colorScheme: 'dark' });
    await page.getByRole('button', { name: 'Make the sample programme' }).waitFor();
    expect(await findings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  it('on the sign-in with the sessions of other tabs, on the question of a link, and on a sheet that asks for a number', async () => {
    const phone = { viewport: { width: 390, height: 900 }, colorScheme: 'dark' } as const;
    const asked = await desk.open({ ...phone, token: null, path: `/#token=${desk.token}` });
    await asked.getByRole('button', { name: 'Do not open' }).waitFor();
    expect(await findings(asked)).toEqual([]);
    const typing = await asked.context().newPage();
    await typing.goto(stage().stage.url);
    await typing.getByLabel('API token').fill('half');
    await asked.getByRole('button', { name: 'Open', exact: true }).click();
    await typing.getByRole('button', { name: 'Administrator' }).waitFor();
    expect(await findings(typing)).toEqual([]);
    const out = await desk.open({ token: null });
    await out.getByLabel('API token').waitFor();
    expect(await findings(out)).toEqual([]);
    // It does look.
    await out.evaluate("document.documentElement.lang = ''");
    expect(await findings(out)).toEqual(['html-has-lang: html']);
    await desk.client.post('contact_actions.json', {
      action: 'set_status',
      status: 'archived',
      contacts: [places.PERSON],
    });
    await stage().stage.settle();
    const page = await desk.open({ path: '/contacts/archived' });
    await page.getByRole('button', { name: 'Delete all' }).click();
    await page.getByLabel('To confirm, type the number 1').waitFor();
    expect(await findings(page)).toEqual([]);
  });
});

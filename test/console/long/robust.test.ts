/** Large workspaces, a service in trouble, and a reload at a bad moment. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, createPeople } from '../../support/api/client.ts';
import { SPOKEN } from '../../support/languages.ts';
import { WAIT_LIMIT_MS } from '../../support/wait-limit.ts';
import { NO_BROWSER } from '../support/chromium.ts';
import { furnish, goTo, type Places, placeOf, SCREENS } from '../support/screens.ts';
import { type Desk, onConsoleStage } from '../support/stage.ts';

const stage = onConsoleStage();

/** A name of 60 characters, one word of which is longer than a phone is wide. */
const longName = (of: string): string => `${of} ${'Abcdefghij'.repeat(6)}`.slice(0, 60);
const GROUPS = 200;
const FIELDS = 100;
const MILLIONS = 1_234_567;

/** As many groups and fields as a large programme has, with names as long as they may be. */
async function crowd(client: Client): Promise<Places> {
  for (let at = 0; at < GROUPS; at += 20)
    await Promise.all(
      Array.from({ length: 20 }, (_, one) => client.post('groups.json', { name: longName(`Group ${at + one}`) })),
    );
  for (let at = 0; at < FIELDS; at += 20)
    await Promise.all(
      Array.from({ length: 20 }, (_, one) =>
        client.post('fields.json', { name: longName(`F${at + one}`).slice(0, 36), type: 'text' }),
      ),
    );
  const places = await furnish(client);
  await client.post(`contacts.json?uuid=${places.PERSON}`, { name: longName('Person 0') });
  return places;
}

/** Every count is of seven digits, though nobody has made a million people here. */
async function countMillions(page: Page): Promise<void> {
  await page.route(/counts\.json/, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(/:\s*\d{1,4}(?=[,}\s])/g, `:${MILLIONS}`);
    await route.fulfill({ response: answer, body });
  });
}

/** What is cut off without a title that says it whole. */
const CUT = `[...document.querySelectorAll('#content *, nav *')]
  .filter((element) => {
    const { overflowX, textOverflow, visibility } = getComputedStyle(element);
    const cuts = overflowX === 'hidden' || overflowX === 'clip' || textOverflow === 'ellipsis';
    const isSeen = visibility === 'visible' && element.clientWidth > 1 && element.getClientRects().length > 0;
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
    return cuts && isSeen && hasText && element.scrollWidth > element.clientWidth + 1 && !element.closest('[title]');
  })
  .map((element) => element.tagName + '.' + element.className + ': ' + element.textContent.slice(0, 40))`;

describe.skipIf(NO_BROWSER)('A large workspace', () => {
  let desk: Desk;
  let places: Places;
  beforeAll(async () => {
    if (NO_BROWSER) return;
    desk = await stage().desk();
    places = await crowd(desk.client);
    await stage().stage.settle();
  });

  it.each([390, 1024])(
    'fits on every screen at %i pixels, and cuts no text without saying it whole',
    async (width) => {
      const page = await desk.open({ viewport: { width, height: 900 } });
      await countMillions(page);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      const wrong: string[] = [];
      for (const [path, heading] of SCREENS) {
        await goTo(page, placeOf(path, places));
        await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
        await page.getByText('Loading').first().waitFor({ state: 'hidden' });
        if (!(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')))
          wrong.push(`${path}: too wide`);
        const cut = await page.evaluate<string[]>(CUT);
        wrong.push(...cut.map((one) => `${path}: ${one}`));
      }
      expect(wrong).toEqual([]);
    },
    10 * WAIT_LIMIT_MS,
  );
});

describe.skipIf(NO_BROWSER)('A service that refuses', () => {
  it.each(SPOKEN)('at once is understood in %s, also before all texts are loaded', async (language, texts) => {
    const { session, contacts } = texts;
    const { open } = await stage().desk();
    const refusals = [
      [429, { 'retry-after': '7' }, session.tooMany({ seconds: 7, minutes: 0 })],
      [429, { 'retry-after': '3000' }, session.tooMany({ seconds: 3_000, minutes: 50 })],
    ] as const;
    for (const [late, [status, headers, said]] of refusals.entries()) {
      const page = await open({ path: '/nowhere', locale: language });
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      let refuses = true;
      await page.route(/\/contacts\.json/, (route) =>
        refuses ? route.fulfill({ status, headers, contentType: 'text/plain', body: 'Refused.' }) : route.continue(),
      );
      await page.route(/\/assets\//, async (route) => {
        await page.waitForTimeout(late * 500);
        await route.continue();
      });
      await goTo(page, '/contacts/archived');
      await page.getByText(said).first().waitFor();
      refuses = false;
      await page.getByRole('alert').getByRole('button').click();
      await page.getByText(contacts.emptyFolder.archived).waitFor();
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.context().close();
    }
  });
});

describe.skipIf(NO_BROWSER)('An order', () => {
  it('that is being prepared appears by itself, and a third press takes it off', async () => {
    const { client, open } = await stage().desk();
    await createPeople(client, 2);
    await stage().stage.settle();
    const page = await open();
    const name = page.getByRole('columnheader', { name: 'Name' });
    await page.getByRole('link', { name: 'Person 1' }).waitFor();
    const detail = 'The order is being made.';
    const making = { detail, codes: { detail: { code: 'sort_making', data: {} } } };
    await page.route(/contacts\.json.*sort=name/, (route) => route.fulfill({ status: 400, json: making }), {
      times: 1,
    });
    await name.getByRole('button').first().click();
    await page.getByRole('button', { name: 'Show without this order' }).waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Person 1' }).waitFor();
    for (const order of ['descending', 'none']) {
      await name.getByRole('button').first().click();
      await page.locator(`th[aria-sort="${order}"]`, { hasText: 'Name' }).waitFor();
    }
    expect(new URL(page.url()).search).toBe('');
  });
});

describe.skipIf(NO_BROWSER)('A reload in the middle of a dialog', () => {
  it('does nothing that was not confirmed, and leads back to the screen', async () => {
    const { client, open } = await stage().desk();
    await createPeople(client, 2);
    await stage().stage.settle();
    await client.post('contact_actions.json', {
      ...{
        action: 'set_status',
        status: 'archived',
        contacts: (await client.get('contacts.json')).results.map(uuidOf),
      },
    });
    await stage().stage.settle();
    const page = await open({ path: '/contacts/archived' });
    await page.getByRole('button', { name: 'Delete all' }).click();
    await page.getByLabel('To confirm, type the number 2').fill('2');
    await page.reload();
    await page.getByRole('heading', { name: 'Archived (2)' }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await goTo(page, '/groups');
    await page.getByRole('button', { name: 'New group' }).click();
    await page.getByRole('dialog').getByLabel('Name of the group').fill('Half');
    await page.reload();
    await page.getByRole('heading', { name: 'Groups', level: 1 }).waitFor();
    await stage().stage.settle();
    expect((await client.get('contacts.json?folder=archived')).results).toHaveLength(2);
    expect((await client.get('groups.json')).results).toEqual([]);
  });
});

const uuidOf = ({ uuid }: { readonly uuid: string }): string => uuid;

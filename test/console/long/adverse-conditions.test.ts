/**
 * The console without a mouse, in another language and direction, with a slow or failing service, after a reload, and
 * signed out meanwhile.
 */
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { contactOf, createPeople } from '../../support/api/client.ts';
import { SPOKEN } from '../../support/languages.ts';
import { NO_BROWSER } from '../support/chromium.ts';
import { press, tabTo } from '../support/keyboard.ts';
import { onConsoleStage } from '../support/stage.ts';

const stage = onConsoleStage();

const setFaults = (faults: object) =>
  fetch(`${stage().stage.url}/_local/faults`, { method: 'POST', body: JSON.stringify(faults) });

/** Requests for lists of contacts wait, or are answered with a fault, until what this gives is called. */
async function troubleLists(page: Page, trouble: 'slow' | 'failing'): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let over = false;
  await page.route(/contacts\.json/, async (route) => {
    if (trouble === 'slow') await promise;
    if (over || trouble === 'slow') return route.continue();
    return route.fulfill({ status: 500, contentType: 'text/plain', body: 'Server Error.' });
  });
  return () => {
    over = true;
    resolve();
  };
}

describe.skipIf(NO_BROWSER)('By keyboard alone', () => {
  it('contacts are archived, that is undone, and they are archived and deleted for good', async () => {
    const { client, open } = await stage().desk();
    const [ann = ''] = await createPeople(client, 1);
    const page = await open();
    const row = page.getByRole('checkbox', { name: 'Select Person 0' });
    await row.waitFor();
    const tick = async () => {
      // Which cell the list is entered by depends on what was there when it was drawn.
      await tabTo(page, page.getByRole('grid').first());
      await tabTo(page, page.getByRole('checkbox', { name: 'Select all rows of this page' }), 'Control+Home');
      await tabTo(page, row, 'ArrowDown');
      await page.keyboard.press('Space');
      await page.getByText('1 of 1 selected').first().waitFor();
    };
    await tick();
    await press(page, page.getByRole('button', { name: 'Archive', exact: true }), 'Shift+Tab');
    await press(page, page.getByRole('button', { name: 'Undo' }));
    await page
      .getByText(/^Undo for 1 person: .*: done\.$/)
      .first()
      .waitFor();
    await page.getByRole('heading', { name: 'Active (1)' }).waitFor();
    await row.waitFor();
    await tick();
    await press(page, page.getByRole('button', { name: 'Archive', exact: true }), 'Shift+Tab');
    await page.getByText('Archive 1 person: done.').first().waitFor();
    await press(page, page.getByRole('link', { name: 'Archived' }), 'Shift+Tab');
    await page.getByRole('heading', { name: 'Archived (1)' }).waitFor();
    await row.waitFor();
    await tick();
    await press(page, page.getByRole('button', { name: 'Delete', exact: true }), 'Shift+Tab');
    await page.getByText('This is final.').waitFor();
    await press(page, page.getByRole('button', { name: 'Delete 1' }));
    await page.getByText('Nobody is archived.').waitFor();
    await stage().stage.settle();
    expect(await contactOf(client, ann)).toBe(undefined);
  });
});

describe.skipIf(NO_BROWSER)('A job that takes long', () => {
  afterEach(() => setFaults({ hold: null }));

  it('is followed in the header, also after a reload, and made slower, until it is over', async () => {
    const { client, open } = await stage().desk();
    await createPeople(client, 2, { first: 10 });
    await stage().stage.settle();
    const page = await open();
    await setFaults({ hold: { function: 'jobs-work', invocation: 1 } });
    await page.getByRole('heading', { name: 'Active (2)' }).waitFor();
    await client.post('jobs.json', { type: 'set_status', status: 'blocked', selection: { folder: 'active' } });
    await page.reload();
    await page.getByText('1 job running').waitFor();
    await page.reload();
    await page.getByText('1 job running').click();
    await page.getByRole('button', { name: 'Limit the speed' }).click();
    await page.getByRole('dialog').getByLabel('Contacts a second at most').fill('40');
    await page.getByRole('dialog').getByRole('button', { name: 'Limit the speed' }).click();
    await page.getByText('at most 40 a second').first().waitFor();
    await page.getByRole('link', { name: 'Active' }).click();
    await setFaults({ hold: null });
    await page.getByText('Nobody is active yet.').waitFor();
    await page.getByText('1 job running').waitFor({ state: 'hidden' });
  });
});

describe.skipIf(NO_BROWSER)('A job that begins later', () => {
  it('is listed with its time, and moved to another and cancelled on its page', async () => {
    const { client, open } = await stage().desk();
    await createPeople(client, 2, { first: 70 });
    await client.post('groups.json', { name: 'Quiet ones' });
    await stage().stage.settle();
    const page = await open();
    await page.getByRole('heading', { name: 'Active (2)' }).waitFor();
    const row = page.getByRole('checkbox', { name: 'Select Person 70', disabled: false });
    await row.check({ force: true });
    await page.getByRole('button', { name: 'Add to group' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add to group' });
    await sheet.getByRole('button', { name: /^Group/ }).click();
    await page.getByRole('option', { name: 'Quiet ones' }).click();
    await sheet.getByText('Add 1 person to the group “Quiet ones”?').waitFor();
    await sheet.getByRole('radio', { name: 'Later' }).check({ force: true });
    expect(await sheet.getByRole('button', { name: 'Add 1' }).isDisabled()).toBe(true);
    await sheet.getByLabel('Day and time in').fill(`${new Date().getFullYear() + 1}-01-01T12:00`);
    await sheet.getByRole('button', { name: 'Add 1' }).click();
    await page.getByText('Until then it can be cancelled under Jobs.').first().waitFor();
    await page.getByRole('link', { name: 'Jobs', exact: true }).click();
    await page.getByText(/^Scheduled, 1 Jan/).waitFor();
    await page.getByRole('link', { name: 'Add 1 person to the group “Quiet ones”' }).click();
    await page.getByRole('button', { name: 'Change the time' }).click();
    const time = page.getByRole('dialog').getByLabel('Day and time in');
    expect(await time.inputValue()).toMatch(/-01-01T12:00$/);
    await time.fill(`${new Date().getFullYear() + 1}-01-01T12:30`);
    await page.getByRole('dialog').getByRole('button', { name: 'Change the time' }).click();
    await page.getByText(/^Scheduled, 1 Jan.* 12:30/).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Interrupted').waitFor();
    expect((await client.get('jobs.json')).results).toMatchObject([{ status: 'interrupted', changed: 0 }]);
  });
});

describe.skipIf(NO_BROWSER)('A service in trouble', () => {
  it('that is slow is waited for, and shows what it has when it comes', async () => {
    const { client, open } = await stage().desk();
    await createPeople(client, 1, { first: 20 });
    const page = await open({ path: '/groups' });
    const answer = await troubleLists(page, 'slow');
    await page.getByRole('link', { name: 'Active' }).click();
    await page.getByText('Loading').first().waitFor();
    answer();
    await page.getByRole('row', { name: 'Person 20' }).waitFor();
  });

  it('that fails is said so, and asked again when that is wanted', async () => {
    const { client, open } = await stage().desk();
    await createPeople(client, 1, { first: 30 });
    const page = await open({ path: '/groups' });
    const mend = await troubleLists(page, 'failing');
    await page.getByRole('link', { name: 'Active' }).click();
    const again = page.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    mend();
    await again.click();
    await page.getByRole('row', { name: 'Person 30' }).waitFor();
    // Neither can a screen's script be fetched: the page stays, and the screen comes once it can.
    await page.route(/assets\/.*screen.*\.js/, (route) => route.abort());
    await page.getByRole('link', { name: 'Dormancy' }).click();
    const reload = page.getByRole('button', { name: 'Load again' });
    await reload.waitFor();
    await page.getByRole('link', { name: 'Active' }).click();
    await page.getByRole('row', { name: 'Person 30' }).waitFor();
    await page.getByRole('link', { name: 'Dormancy' }).click();
    await page.unroute(/assets\/.*screen.*\.js/);
    await reload.click();
    await page.getByRole('heading', { name: 'Dormancy' }).waitFor();
  });

  it('that has revoked the token meanwhile asks for one, does nothing, and goes on where one was', async () => {
    const { client, token, open } = await stage().desk();
    await createPeople(client, 1, { first: 40 });
    const bob = await client.post('tokens.json', { role: 'editor', name: 'Bob' });
    const page = await open({ token: bob.token });
    await page.getByRole('checkbox', { name: 'Select Person 40' }).check({ force: true });
    await client.ask('DELETE', `tokens.json?uuid=${bob.uuid}`);
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByRole('alert').getByText('This token is not, or no longer, valid.').waitFor();
    await page.getByLabel('API token').fill(token);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Active' }).waitFor();
    await page.getByRole('row', { name: 'Person 40' }).waitFor();
  });
});

describe.skipIf(NO_BROWSER)('In other languages', () => {
  it.each(SPOKEN)('speaks %s from the first screen to the last step', async (language, texts) => {
    const { contacts, actions, folders, jobs } = texts;
    const { client, open } = await stage().desk();
    await createPeople(client, 1, { first: 50 });
    const page = await open({ locale: language });
    const tick = () =>
      page.getByRole('checkbox', { name: contacts.selectRow({ name: 'Person 50' }) }).check({ force: true });
    await tick();
    await page.getByRole('button', { name: actions.names.archive, exact: true }).click();
    await page
      .getByText(jobs.result.all({ what: '' }))
      .first()
      .waitFor();
    await page.getByRole('link', { name: folders.archived }).click();
    await tick();
    await page.getByRole('button', { name: actions.names.delete, exact: true }).click();
    await page.getByText(actions.final({ count: 1, shown: '1' }).split('.')[0] ?? '').waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe(language);
  });

  it('speaks the language that was chosen in the menu, also after a reload', async () => {
    const { open } = await stage().desk();
    const page = await open({ path: '/jobs' });
    const menu = page.getByRole('button', { name: /^Account/ });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Language' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Español' }).click();
    await page.getByRole('heading', { name: 'Tareas', level: 1 }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Tareas', level: 1 }).waitFor();
    expect(await page.evaluate('document.documentElement.lang')).toBe('es');
  });

  it('fits from right to left, at a desk and on a phone', async () => {
    const { client, open } = await stage().desk();
    await client.post('contacts.json', { name: 'آمنة', urns: ['tel:+250788000060'] });
    for (const width of [1440, 390]) {
      const page = await open({ path: '/nowhere', viewport: { width, height: 900 } });
      await page.evaluate('document.documentElement.dir = "rtl"');
      await page.getByRole('button', { name: 'To the active contacts' }).click();
      await page.getByRole('row', { name: 'آمنة' }).waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      const heading = await page.getByRole('heading', { name: 'Active (1)' }).boundingBox();
      expect((heading?.x ?? 0) + (heading?.width ?? 0) / 2).toBeGreaterThan(width / 2);
    }
  });
});

/** Home, the bell, the help and the keys of every screen. */
import { describe, expect, it } from 'vitest';
import { createPeople } from '../../support/api/client.ts';
import { NO_BROWSER } from '../support/chromium.ts';
import { onConsoleStage } from '../support/stage.ts';

const stage = onConsoleStage();

describe.skipIf(NO_BROWSER)('Home', () => {
  it('shows the state of the list, and leads to what is worth doing next with its number and saving', async () => {
    const { client, open } = await stage().desk();
    const people = await createPeople(client, 4, { first: 900 });
    const archived = people.slice(0, 3);
    await client.post('contact_actions.json', { action: 'set_status', status: 'archived', contacts: archived });
    await stage().stage.settle();
    const page = await open({ path: '/' });
    await page.getByRole('heading', { name: 'Your list', level: 1 }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Can be reached' }).getByText('1', { exact: true }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Archived' }).getByText('3', { exact: true }).first().waitFor();
    await page.getByRole('link', { name: 'Can be reached' }).click();
    await page.getByRole('heading', { name: 'Active (1)' }).waitFor();
  });

  it('says what archiving saves, by the price that the settings name', async () => {
    const { client, open } = await stage().desk();
    const page = await open({ path: '/settings/workspace' });
    await page.getByLabel('A contact costs a month').fill('0.5');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('The settings are saved.').first().waitFor();
    expect(await client.get('settings.json')).toMatchObject({ contact_price: 0.5, currency: 'USD' });
  });
});

describe.skipIf(NO_BROWSER)('Keys', () => {
  it('lead to places, to the search and to help; Ctrl+Z undoes, and the bell keeps the result', async () => {
    const { client, open } = await stage().desk();
    await createPeople(client, 3, { first: 950 });
    const page = await open();
    await page.getByRole('checkbox', { name: 'Select Person 950' }).check({ force: true });
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByText('Archive 1 person: done.').first().waitFor();
    await page.getByRole('heading', { name: 'Active (2)' }).waitFor();
    await page.keyboard.press('F6');
    expect(await page.evaluate('document.activeElement.closest(".toasts") !== null')).toBe(true);
    await page.keyboard.press('F6');
    await page.keyboard.press('Control+z');
    await page
      .getByText(/^Undo for 1 person: .*: done\.$/)
      .first()
      .waitFor();
    await page.getByRole('heading', { name: 'Active (3)' }).waitFor();
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Search contacts');
    await page.keyboard.type('?g');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Backspace');
    await page.getByRole('heading', { name: 'Active (3)' }).click();
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keys that save time' }).waitFor();
    await page.keyboard.press('?');
    await page.keyboard.press('g');
    await page.keyboard.press('j');
    await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor();
    await page.getByRole('button', { name: /^Results/ }).click();
    await page.getByRole('menuitem', { name: /^Archive 1 person: done\./ }).waitFor();
  });
});

describe.skipIf(NO_BROWSER)('Searching without the query language', () => {
  it('shows what it finds, offers the name that was meant, and builds a search both ways', async () => {
    const { client, open } = await stage().desk();
    await client.post('groups.json', { name: 'Farmers' });
    const people = await createPeople(client, 3, { first: 970 });
    await client.post('contact_actions.json', { action: 'add', group: 'Farmers', contacts: people.slice(0, 2) });
    await stage().stage.settle();
    const page = await open();
    const box = page.getByRole('combobox', { name: 'Search contacts' });
    await box.fill('group = "Farmers"');
    await page.getByText('2 matches').waitFor();
    expect(new URL(page.url()).searchParams.get('query')).toBe('group = "Farmers"');
    await box.fill('last_seen < -30d');
    await page.getByRole('button', { name: 'Did you mean last_seen_on?' }).click();
    expect(await box.inputValue()).toContain('last_seen_on');
    await box.fill('group = "Farmers"');
    await page.getByRole('button', { name: 'Build a search' }).click();
    const builder = page.getByRole('region', { name: 'Build a search' });
    await builder.getByRole('button', { name: /is in/ }).waitFor();
    await builder.getByRole('button', { name: 'Add condition' }).click();
    await builder.getByRole('textbox', { name: 'Value of Name' }).fill('971');
    await page.getByText('1 match', { exact: true }).waitFor();
    expect(await box.inputValue()).toBe('group = "Farmers" AND name ~ 971');
  });

  it('keeps the page and the ticks over a visit to a contact', async () => {
    const { client, open } = await stage().desk();
    await createPeople(client, 60, { first: 1_000 });
    const page = await open();
    await page.getByRole('checkbox', { name: 'Select Person' }).first().check({ force: true });
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.waitForURL(/page=2/);
    await page.getByRole('checkbox', { name: 'Select Person', disabled: false }).first().check({ force: true });
    await page.getByText('2 of 60 selected').first().waitFor();
    await page.getByRole('row').nth(2).getByRole('link').first().click();
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
    await page.goBack();
    await page.getByText('2 of 60 selected').first().waitFor();
    expect(new URL(page.url()).searchParams.get('page')).toBe('2');
  });
});

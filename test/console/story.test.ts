/** The help article's stories, word by word, in a browser. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { type Client, contactOf, createPeople } from '../support/api/client.ts';
import { NO_BROWSER } from './support/chromium.ts';
import { onConsoleStage } from './support/stage.ts';

const stage = onConsoleStage();

/** Somebody whom a list of active contacts has on its second page. */
async function nameOnLaterPage(client: Client): Promise<string> {
  const { next } = await client.get('contacts.json?folder=active&query=name%20~%20person&limit=50');
  const later = await client.get(`contacts.json${new URL(next).search}`);
  return later.results[0].name;
}

/** A search is counted in two steps, as one of many thousands is: 51 at least, then all. */
async function countInSteps(page: Page): Promise<void> {
  await page.route(/contacts\.json.*total=true/, async (route) => {
    const url = new URL(route.request().url());
    // The page may be closed meanwhile.
    const answer = await route.fetch({ url: url.href.replace(/&cursor=.*/, '') }).catch(() => null);
    if (answer === null) return;
    const body = await answer.json();
    if (url.searchParams.has('cursor')) return route.fulfill({ json: body });
    return route.fulfill({
      json: { ...body, next: `${url}&cursor=on`, total: { ...body.total, count: 51, exact: false } },
    });
  });
}

/** Later pages of a list are not answered until what this gives is called. */
async function holdLaterPages(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route(/contacts\.json(?!.*total).*cursor=/, (route) => promise.then(() => route.continue()));
  return resolve;
}

describe.skipIf(NO_BROWSER)('Archiving and deleting contacts', () => {
  it('ticked contacts are archived, found in Archived, and one of them is deleted for good after a plain question', async () => {
    const { client, open } = await stage().desk();
    const [ann = '', bob = '', eve = ''] = await createPeople(client, 3);
    const page = await open();
    await page.getByRole('checkbox', { name: 'Select Person 0' }).check({ force: true });
    await page.getByRole('checkbox', { name: 'Select Person 1' }).check({ force: true });
    await page.getByText('2 of 3 selected').first().waitFor();
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByText('Archive 2 people: done.').first().waitFor();
    await page.getByRole('link', { name: 'Archived' }).click();
    await page.getByRole('heading', { name: 'Archived (2)' }).waitFor();
    await page.getByRole('checkbox', { name: 'Select Person 0' }).check({ force: true });
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: 'Delete' });
    await sheet.getByText('Delete 1 person for good?').waitFor();
    await sheet.getByText('This is final.').waitFor();
    await sheet.getByRole('button', { name: 'Delete 1' }).click();
    await page.getByRole('heading', { name: 'Archived (1)' }).waitFor();
    await stage().stage.settle();
    expect(await contactOf(client, ann)).toBe(undefined);
    expect((await contactOf(client, bob)).status).toBe('archived');
    expect((await contactOf(client, eve)).status).toBe('active');
  });

  it('Delete all deletes everybody in Archived, also those on pages that were never shown', async () => {
    const { client, open } = await stage().desk();
    const people = await createPeople(client, 60, { first: 100 });
    await client.post('contact_actions.json', { action: 'set_status', status: 'archived', contacts: people });
    await stage().stage.settle();
    const page = await open({ path: '/contacts/archived' });
    await page.getByRole('heading', { name: 'Archived (60)' }).waitFor();
    await page.getByRole('button', { name: 'Delete all' }).click();
    const sheet = page.getByRole('dialog', { name: 'Delete' });
    await sheet.getByLabel('To confirm, type the number 60').fill('60');
    await sheet.getByRole('button', { name: 'Delete 60' }).click();
    await page.getByText('Nobody is archived.').waitFor();
    await stage().stage.settle();
    expect((await client.get('counts.json')).folders).toMatchObject({ archived: 0, deleted: 60 });
  });

  it('sets a field of all that are ticked, once its type can read the value', async () => {
    const { client, open } = await stage().desk();
    await client.post('fields.json', { name: 'Visits', type: 'number' });
    for (let at = 0; at < 9; at += 1) await client.post('fields.json', { name: `Other ${at}`, type: 'text' });
    const [ann = '', bob = ''] = await createPeople(client, 2, { first: 400 });
    const page = await open();
    await page.getByRole('checkbox', { name: 'Select Person 400' }).check({ force: true });
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Set a field' }).click();
    const sheet = page.getByRole('dialog', { name: 'Set a field' });
    await sheet.getByRole('button', { name: /^Field/ }).click();
    await page.getByRole('option', { name: 'Visits' }).click();
    await sheet.getByLabel('Value').fill('many');
    expect(await sheet.getByRole('button', { name: 'Count contacts' }).isDisabled()).toBe(true);
    await sheet.getByLabel('Value').fill('3');
    await sheet.getByRole('button', { name: 'Count contacts' }).click();
    await sheet.getByRole('button', { name: 'Set 1' }).click();
    await page.getByText('Set the field “Visits” of 1 person: done.').first().waitFor();
    expect((await contactOf(client, ann)).fields).toMatchObject({ visits: '3' });
    expect((await contactOf(client, bob)).fields).toMatchObject({ visits: null });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page
      .getByText(/^Undo for 1 person: .*: done\.$/)
      .first()
      .waitFor();
    expect((await contactOf(client, ann)).fields).toMatchObject({ visits: null });
    await page.goto(`${stage().stage.url}/settings/fields`);
    await page.getByRole('heading', { name: 'Fields (10)' }).waitFor();
    await page.getByRole('searchbox', { name: 'Find' }).fill('visi');
    await page.getByRole('button', { name: 'Edit: Visits' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('House visits');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('row', { name: 'House visits' }).waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
  });

  it('all that match are ticked on every page, and those that are unticked again, or left out in the sheet, are left', async () => {
    const { client, open } = await stage().desk();
    const people = await createPeople(client, 60, { first: 200 });
    const volunteer = 'Person 200';
    await client.post('groups.json', { name: 'Volunteers' });
    await client.post('contact_actions.json', {
      action: 'add',
      group: 'Volunteers',
      contacts: people.slice(0, 1),
    });
    await stage().stage.settle();
    const lastName = await nameOnLaterPage(client);
    const page = await open();
    await countInSteps(page);
    const show = await holdLaterPages(page);
    const box = page.getByRole('combobox', { name: 'Search contacts' });
    await box.fill('name ~ person');
    await box.press('Enter');
    await page.getByRole('heading', { name: 'Active (51+)' }).waitFor();
    // The total may be there before the rows, and nothing can be ticked until they are.
    await page.getByRole('checkbox', { name: 'Select Person' }).first().waitFor();
    await page.getByRole('checkbox', { name: 'Select all rows of this page' }).check({ force: true });
    await page.getByRole('button', { name: 'Select all 60 that match' }).click();
    await page.getByText('All 60 that match are selected').first().waitFor();
    await page.getByRole('button', { name: 'Next page' }).click();
    // Who is still seen of the page before is not ticked by mistake.
    await page.getByRole('checkbox', { name: 'Select Person', disabled: true }).first().waitFor();
    show();
    await page.getByRole('checkbox', { name: `Select ${lastName}`, disabled: false }).uncheck({ force: true });
    await page.getByText('All 59 that match are selected').first().waitFor();
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: 'Archive' });
    await sheet.getByText(/^Archive 59 people who match [^!]*\(1 left out by hand\)/).waitFor();
    await sheet.getByRole('button', { name: 'Leave some of them out' }).click();
    await sheet.getByRole('button', { name: 'Members of' }).click();
    await sheet.getByRole('option', { name: 'Volunteers' }).click();
    // Whom it still counts is not archived.
    expect(await sheet.getByRole('button', { name: 'Archive 59' }).isDisabled()).toBe(true);
    await sheet.getByRole('button', { name: 'Count again' }).click();
    await sheet.getByText('1 is left out: in a group that is left out').waitFor();
    await sheet.getByRole('button', { name: 'Archive 58' }).click();
    await page.getByRole('heading', { name: 'Active (2)' }).waitFor();
    await stage().stage.settle();
    const { results } = await client.get('contacts.json?folder=active');
    expect(results.map(({ name }: { name: string }) => name).sort()).toEqual([lastName, volunteer].sort());
  });
});

describe.skipIf(NO_BROWSER)('Searching contacts', () => {
  it('marks a mistake where it is and says what to do; a good query is shown in its normal form', async () => {
    const { client, open } = await stage().desk();
    await createPeople(client, 3, { first: 300 });
    const page = await open();
    const box = page.getByRole('combobox', { name: 'Search contacts' });
    await box.fill('gendr = f');
    await page.getByText('There is no property, kind of address or field called “gendr”').waitFor();
    expect(await page.locator('.q-wrong').allInnerTexts()).toEqual(['gendr']);
    await box.fill('person AND 302');
    await page.getByText('Understood as').waitFor();
    await box.press('Enter');
    await page.getByRole('row', { name: 'Person 302' }).waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    expect(new URL(page.url()).searchParams.get('query')).toBe('person AND 302');
    await box.fill('person AND 301');
    await box.press('Enter');
    await page.getByRole('row', { name: 'Person 301' }).waitFor();
    await page.goBack();
    await page.getByRole('row', { name: 'Person 302' }).waitFor();
    expect(await box.inputValue()).toBe('person AND 302');
  });

  it('completes names of fields and groups, and makes a smart group of what was searched', async () => {
    const { client, open } = await stage().desk();
    await client.post('fields.json', { name: 'Age', type: 'number' });
    await createPeople(client, 2, { first: 400, fields: { age: '30' } });
    const page = await open();
    const box = page.getByRole('combobox', { name: 'Search contacts' });
    await box.pressSequentially('ag');
    await page.getByRole('option', { name: 'age Age' }).waitFor();
    await box.press('ArrowDown');
    await box.press('Enter');
    await box.pressSequentially('> 18');
    await box.press('Enter');
    await page.getByRole('button', { name: 'Save as smart group' }).click();
    await page.getByLabel('Name of the group').press('Escape');
    await page.getByRole('button', { name: 'Save as smart group' }).and(page.locator(':focus')).press('Enter');
    await page.getByLabel('Name of the group').fill('Adults');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('link', { name: 'smart group Adults' }).waitFor();
    expect((await client.get('groups.json')).results.map(({ query }: { query: string }) => query)).toContain(
      'fields.age > 18',
    );
  });
});

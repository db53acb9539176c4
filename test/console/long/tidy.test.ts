/** What a manager tidies: fields, groups, searches and languages, in a browser. */
import { describe, expect, it } from 'vitest';
import { createPeople } from '../../support/api/client.ts';
import { NO_BROWSER } from '../support/chromium.ts';
import { onConsoleStage } from '../support/stage.ts';

const stage = onConsoleStage();

describe.skipIf(NO_BROWSER)('A manager', () => {
  it('sees what needs a field, archives it when nothing does, and brings it back; another one is shown first', async () => {
    const { client, open } = await stage().desk();
    await client.post('fields.json', { name: 'Village', type: 'text' });
    await client.post('fields.json', { name: 'Crop', type: 'text' });
    const { uuid } = await client.post('groups.json', { name: 'In Huye', query: 'village = "Huye"' });
    const page = await open({ path: '/settings/fields' });
    await page.getByRole('button', { name: 'Archive: Village' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('link', { name: 'In Huye' }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Archive' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await client.ask('DELETE', `groups.json?uuid=${uuid}`);
    await page.getByRole('button', { name: 'Archive: Village' }).click();
    await dialog.getByText('No group, flow or policy needs it.').waitFor();
    await dialog.getByRole('button', { name: 'Archive' }).click();
    await page.getByText('1 archived field').click();
    await page.getByRole('button', { name: 'Bring back: Village' }).click();
    await page.getByRole('button', { name: 'Archive: Village' }).waitFor();
    await page.getByRole('button', { name: 'Edit: Crop' }).click();
    await dialog.getByRole('checkbox', { name: 'Shown first' }).check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached' });
    const { results } = await client.get('fields.json');
    expect(results.map(({ key, featured }: { key: string; featured: boolean }) => [key, featured])).toEqual([
      ['crop', true],
      ['village', false],
    ]);
  });

  it('merges a group into another one, and takes that back', async () => {
    const { client, open } = await stage().desk();
    const { uuid } = await client.post('groups.json', { name: 'Farmers' });
    await client.post('groups.json', { name: 'Growers' });
    await createPeople(client, 3, { groups: [uuid] });
    const remove = () => client.ask('DELETE', `groups.json?uuid=${uuid}&unused=true`);
    expect((await remove()).status).toBe(409);
    const page = await open({ path: `/groups/${uuid}` });
    await page.getByRole('button', { name: 'Whole group' }).click();
    await page.getByRole('menuitem', { name: 'Merge into another group' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Group Choose a group' }).click();
    expect(await page.getByRole('option').allTextContents()).toEqual(['Growers']);
    await page.getByRole('option', { name: 'Growers' }).click();
    await dialog.getByRole('button', { name: 'Move 3' }).click();
    await page
      .getByText(/^Move 3 people.*: done\.$/)
      .first()
      .waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page
      .getByText(/^Undo for 3 people: .*: done\.$/)
      .first()
      .waitFor();
    expect((await client.get(`contacts.json?group=${uuid}`)).results).toHaveLength(3);
  });

  it('saves a search for everybody, finds it again, renames and deletes it', async () => {
    const { client, open } = await stage().desk();
    await createPeople(client, 2, {});
    const page = await open({ path: '/contacts/active?query=name%20%3D%20%22Person%201%22' });
    await page.getByRole('link', { name: 'Person 1' }).waitFor();
    const menu = () => page.getByRole('button', { name: /^(Saved searches|The first|First of all)$/ });
    await menu().click();
    await page.getByRole('menuitem', { name: 'Save this search' }).click();
    await page.getByRole('dialog').getByLabel('Name of the search').fill('The first');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Clear search' }).last().click();
    await page.getByRole('link', { name: 'Person 0' }).waitFor();
    await menu().click();
    await page.getByRole('menuitem', { name: 'The first' }).click();
    await page.getByRole('link', { name: 'Person 0' }).waitFor({ state: 'detached' });
    await menu().click();
    await page.getByRole('menuitem', { name: 'Rename “The first”' }).click();
    await page.getByRole('dialog').getByLabel('Name of the search').fill('First of all');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'First of all' }).click();
    await page.getByRole('menuitem', { name: 'Delete “First of all”' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete “First of all”' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect((await client.get('searches.json')).results).toEqual([]);
  });

  it('sets the language of those who are ticked, and chooses a value that others have', async () => {
    const { client, open } = await stage().desk();
    await client.post('fields.json', { name: 'Crop', type: 'text', featured: true });
    const some = await createPeople(client, 2, { fields: { crop: 'Maize' } });
    await createPeople(client, 2, { first: 2, fields: { crop: 'Beans' } });
    const page = await open({ path: `/contact/${some[0]}` });
    await page.getByRole('button', { name: 'Crop' }).click();
    await page.getByRole('option', { name: 'Beans' }).click();
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect
      .poll(async () => (await client.get(`contacts.json?uuid=${some[0]}`)).results[0].fields.crop)
      .toBe('Beans');
    await page.goto(new URL('/contacts/active', page.url()).href);
    await page.getByRole('checkbox').first().check();
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Set the language' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Language Choose a language' }).click();
    await page.getByRole('option', { name: 'French' }).click();
    await dialog.getByRole('button', { name: 'Set 4' }).click();
    await page
      .getByText(/^Set the language of 4 people.*: done\.$/)
      .first()
      .waitFor();
    expect((await client.get(`contacts.json?uuid=${some[1]}`)).results[0].language).toBe('fra');
  });
});

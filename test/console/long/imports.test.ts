/** People come from files, in five steps: files, who wants no messages, columns, problems, confirm. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { contactOf } from '../../support/api/client.ts';
import { openStandIn } from '../../support/imports/stand-in.ts';
import { NO_BROWSER } from '../support/chromium.ts';
import { becomes, begin, csvFile, heading, next, nobodyRefuses } from '../support/import-wizard.ts';
import { press, tabTo } from '../support/keyboard.ts';
import { onConsoleStage } from '../support/stage.ts';

const stage = onConsoleStage();

const PEOPLE = csvFile(
  'people.csv',
  'Phone,Name,Town,Opted out',
  '+250788000001,Ann,Huye,',
  '+250788000002,Bob,Kigali,yes',
  'nonsense!,Eve,Huye,',
  '+250788000001,Ann again,Huye,',
);
const MORE = csvFile('more.csv', 'Phone,Name', '+250788000003,Cyd');

describe.skipIf(NO_BROWSER)('An import', () => {
  it('goes from files over a question, columns and problems to what would happen, and does that once the number is typed', async () => {
    const { client, open } = await stage().desk();
    const page = await open({ path: '/imports' });
    await page.getByText('npm run import -- textit').waitFor();
    await page.getByRole('button', { name: 'New import' }).click();
    await next(page);
    await page.getByText('Choose at least one file.').waitFor();
    await begin(page, PEOPLE, MORE);
    expect(await page.getByRole('checkbox', { name: 'Opted out', exact: true }).isChecked()).toBe(true);
    await next(page);
    await becomes(page, 'Town', 'A new field …');
    await page.getByLabel('Its name').fill('Home town');
    await page.getByRole('button', { name: 'Saved mappings' }).click();
    await page.getByLabel('Save this mapping as').fill('Monthly');
    await next(page);
    await page.getByText('2 of 5 rows are refused').waitFor();
    await page.getByRole('heading', { name: 'Phone: Not an address' }).waitFor();
    await page.getByRole('button', { name: 'The refused rows', exact: true }).click();
    await page.getByRole('row', { name: '4 (people.csv) Not an address' }).waitFor();
    await page.getByRole('row', { name: '5 (people.csv) The same person as in an earlier row' }).waitFor();
    await next(page);
    await page.getByText('Home town (Text)').waitFor();
    const run = page.getByRole('button', { name: 'Import 3 people' });
    await run.click();
    await page.getByText('Type 3, so that nobody imports the wrong files by mistake.').waitFor();
    await page.getByLabel('To confirm, type the number 3').fill('3');
    await run.click();
    await page.getByText('Completed').waitFor();
    await page.getByRole('link', { name: 'Cyd' }).waitFor();
    const fetched = page.waitForEvent('download');
    await page.getByRole('button', { name: 'What became of each row' }).click();
    expect((await fetched).suggestedFilename()).toMatch(/^import-report-.*\.csv$/);
    expect(await contactOf(client, 'tel:+250788000001')).toMatchObject({ name: 'Ann', fields: { home_town: 'Huye' } });
    expect(await contactOf(client, 'tel:+250788000002')).toMatchObject({ status: 'stopped' });
    expect((await client.get('import_mappings.json')).results).toMatchObject([
      { name: 'Monthly', mapping: { Town: 'field:Home town', Phone: 'urn:tel' } },
    ]);
    await page.goto(`${stage().stage.url}/imports/new`);
    await page.getByRole('button', { name: /^Saved mapping/ }).click();
    await page.getByRole('option', { name: 'Monthly' }).click();
    await begin(page, PEOPLE);
    await next(page);
    await page.getByRole('button', { name: 'What Town becomes Home town' }).waitFor();
    // The same columns are recognised without it.
    await page.goto(`${stage().stage.url}/imports/new`);
    await begin(page, MORE, PEOPLE);
    await next(page);
    await page.getByText('Columns are read as in “people” of').waitFor();
    await page.getByRole('button', { name: 'What Town becomes Home town' }).waitFor();
  });

  it('asks first who wants no messages, by ticked cells of columns with whatever name, and keeps who said it', async () => {
    const { client, open } = await stage().desk();
    const page = await open({ path: '/imports/new' });
    const lines = ['+250788000101,blim,1', '+250788000102,kroz,2', '+250788000103,blim,1', '+250788000104,,2'];
    await begin(page, csvFile('people.csv', 'Phone,Zorvat,Ward', ...lines));
    await page.getByText('“blim”, 2 people · “kroz”, 1 person · blank, 1 person').waitFor();
    await next(page);
    await page.locator('[data-error]:focus').getByText('Tick what says who wants no messages').waitFor();
    await page.getByRole('checkbox', { name: 'Zorvat', exact: true }).check();
    await next(page);
    await page.locator('[data-error]:focus').getByText('Tick at least one cell.').waitFor();
    await page.getByRole('checkbox', { name: '“kroz”, 1 person → gets messages' }).check();
    await page.getByText('blank, 1 person → not asked').waitFor();
    // What was answered stays, also when the page is loaded again.
    await page.reload();
    await page.getByText('“kroz”, 1 person → wants no messages').waitFor();
    await next(page);
    await heading(page, 'Columns');
    expect(await page.getByRole('button', { name: 'What Zorvat becomes' }).count()).toBe(0);
    await next(page);
    await page.getByText('No row is refused.').waitFor();
    await next(page);
    await page.getByText('4 new people, 1 of them wants no messages').waitFor();
    await page.getByText('“kroz” → wants no messages').waitFor();
    await page.getByText('Answered by').waitFor();
    await page.getByLabel('To confirm, type the number').fill('4');
    await page.getByRole('button', { name: 'Import 4 people' }).click();
    await page.getByText('Completed').waitFor();
    await page.getByText('4 new people, 1 of them wants no messages').waitFor();
    await page.getByText('“kroz” → wants no messages').waitFor();
    await page.getByText('Answered by').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('People whom the import has added are archived').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('4 of them are archived.').waitFor();
    await page.getByText('1 person keeps the refusal of messages.').waitFor();
    expect(await contactOf(client, 'tel:+250788000101')).toMatchObject({ status: 'active' });
    expect(await contactOf(client, 'tel:+250788000102')).toMatchObject({ status: 'stopped' });
    expect(await contactOf(client, 'tel:+250788000104')).toMatchObject({ status: 'active' });
  });

  it('says of each column what "none of these" means, and takes a whole file or an unlikely column for an answer', async () => {
    const { client, open } = await stage().desk();
    const page = await open({ path: '/imports/new' });
    const lines = ['+250788000151,Yes,Ann', '+250788000152,No,Bob', '+250788000153,No,Cyd'];
    await begin(page, csvFile('people.csv', 'Phone,Active,Called', ...lines));
    const none = page.getByRole('checkbox', { name: 'None of these' });
    await none.check();
    const follows = page.getByRole('alert').getByRole('listitem');
    await follows.getByText('Active: “No”, 2 people · “Yes”, 1 person, will get messages').waitFor();
    const everybody = page.getByRole('checkbox', { name: 'Everybody in “people.csv”' });
    await everybody.check();
    expect(await none.isChecked()).toBe(false);
    await everybody.uncheck();
    await page.getByRole('button', { name: 'Another column says it' }).click();
    await page.getByRole('option', { name: 'Called', exact: true }).click();
    await next(page);
    await page.getByText('Choose how it says it').last().waitFor();
    await page.getByRole('checkbox', { name: 'Called', exact: true }).uncheck();
    await none.check();
    await next(page);
    await heading(page, 'Columns');
    await next(page);
    await page.getByText('No row is refused.').waitFor();
    await next(page);
    await page.getByText('Nobody in these files: no column and no file says it.').waitFor();
    const { results } = await client.get('imports.json');
    expect(results).toMatchObject([{ refusals: 'none' }]);
  });

  it('stops before a cell that may be a refusal and cannot be read, until somebody says what it means', async () => {
    const { client, open } = await stage().desk();
    const page = await open({ path: '/imports/new' });
    const lines = ['+250788000161,yes', '+250788000162,no', '+250788000163,maybe'];
    await begin(page, csvFile('people.csv', 'Phone,SMS consent', ...lines));
    const consent = page.getByRole('checkbox', { name: 'SMS consent', exact: true });
    // Consent is never guessed, but what the service proposes is taken when it is ticked.
    await consent.check();
    await page.getByRole('button', { name: 'How “SMS consent” says it Who agrees' }).waitFor();
    await next(page);
    await heading(page, 'Columns');
    await next(page);
    await heading(page, 'Problems');
    // Whoever says "maybe" must be decided about, because nobody who refuses may be lost.
    await page.getByRole('alert').getByText('Nothing can be imported yet: 1 row may say').waitFor();
    await page.getByText('Stops the import').waitFor();
    await next(page);
    await page.locator('[data-error]:focus').getByText('Nothing can be imported yet').waitFor();
    await heading(page, 'Problems');
    const french = await open({ path: `${new URL(page.url()).pathname}?step=confirm`, locale: 'fr-FR' });
    await french.getByText('Rien ne peut encore être importé : 1 ligne refuse peut-être les messages').waitFor();
    await heading(french, 'Problèmes');
    await page.getByRole('button', { name: 'Leave maybe out: 1 row' }).click();
    await page.getByText('No row is refused.').waitFor();
    await next(page);
    await page.getByLabel('To confirm, type the number').fill('3');
    await page.getByRole('button', { name: 'Import 3 people' }).click();
    await page.getByText('Completed').waitFor();
    expect(await contactOf(client, 'tel:+250788000162')).toMatchObject({ status: 'stopped' });
    expect(await contactOf(client, 'tel:+250788000163')).toMatchObject({ status: 'active' });
  });

  it('is answered and run by keyboard alone, and an editor is not offered its undo', async () => {
    const { client, open } = await stage().desk();
    const page = await open({ path: '/imports/new' });
    await begin(
      page,
      csvFile('people.csv', 'Phone,Zorvat', '+250788000141,blim', '+250788000142,kroz', '+250788000143,kroz'),
    );
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
    await tabTo(page, page.getByRole('checkbox', { name: 'Zorvat', exact: true }));
    await page.keyboard.press('Space');
    await tabTo(page, page.getByRole('checkbox', { name: /^“kroz”/ }));
    await page.keyboard.press('Space');
    await page.getByText('“kroz”, 2 people → wants no messages').waitFor();
    await press(page, button('Next'));
    await page.getByRole('button', { name: 'What Phone becomes' }).waitFor();
    await press(page, button('Next'));
    await page.getByText('No row is refused.').waitFor();
    await press(page, button('Next'));
    const number = page.getByLabel('To confirm, type the number 3');
    await tabTo(page, number);
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    await page.getByText('Completed').waitFor();
    expect(await contactOf(client, 'tel:+250788000142')).toMatchObject({ status: 'stopped' });
    await button('Undo').waitFor();
    const { token } = await client.post('tokens.json', { role: 'editor', name: 'Ed' });
    const editors = await open({ token, path: new URL(page.url()).pathname });
    await editors.getByText('Completed').waitFor();
    expect(await editors.getByRole('button', { name: 'Undo' }).count()).toBe(0);
  });

  it('keeps its place over a reload, the browser’s Back, and a visit elsewhere', async () => {
    const { open } = await stage().desk();
    const page = await open({ path: '/imports/new' });
    await begin(page, csvFile('people.csv', 'Phone,Name', '+250788000111,Ann', 'none,Bob'));
    await nobodyRefuses(page);
    await next(page);
    await page.getByText('1 of 2 rows is refused').waitFor();
    await page.reload();
    await page.getByText('1 of 2 rows is refused').waitFor();
    await next(page);
    await heading(page, 'Confirm');
    await page.goBack();
    await heading(page, 'Problems');
    await page.getByRole('button', { name: 'Previous', exact: true }).click();
    await becomes(page, 'Name', 'Leave out');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'people', exact: true }).click();
    expect(await page.getByRole('checkbox', { name: 'None of these' }).isChecked()).toBe(true);
    await page.goBack();
    await page.goBack();
    await page.getByRole('button', { name: 'What Name becomes Leave out' }).waitFor();
    await page.getByRole('button', { name: 'Previous', exact: true }).click();
    await page.getByRole('button', { name: 'Previous', exact: true }).click();
    await page.getByRole('row', { name: 'people.csv CSV 2' }).waitFor();
  });

  it('fetches people from TextIt, says in French why it cannot, and goes on with a better token', async () => {
    const { client, open } = await stage().desk();
    const textit = await openStandIn();
    const urns = ['tel:+250788000009'];
    textit.contacts.push({ uuid: randomUUID(), name: 'Ann', urns, modified_on: '2026-01-01T00:00:00Z' });
    const page = await open({ path: '/imports', locale: 'fr-FR' });
    const host = page.getByLabel('Adresse de TextIt ou de RapidPro');
    await host.fill('nonsense');
    await page.getByLabel('Jeton d’un administrateur de là-bas').fill('wrong');
    await page.getByRole('button', { name: 'Récupérer et prévisualiser' }).click();
    await page.getByText('L’adresse doit avoir un nom complet').waitFor();
    await host.fill(textit.host);
    await page.getByRole('button', { name: 'Récupérer et prévisualiser' }).click();
    await page.getByText('Il a refusé le jeton').waitFor();
    await page.getByLabel('Jeton d’un administrateur de là-bas').fill('theirs');
    await page.getByRole('button', { name: 'Continuer' }).click();
    await heading(page, 'Qui ne veut pas de messages ?');
    await page.getByText('Leur source dit elle-même qui ne veut pas de messages.').waitFor();
    await next(page, 'Suivant');
    await heading(page, 'Colonnes');
    await next(page, 'Suivant');
    await page.getByText('Aucune ligne n’est refusée.').waitFor();
    await next(page, 'Suivant');
    await page.getByLabel('Pour confirmer, tapez le nombre 1').fill('1');
    await page.getByRole('button', { name: 'Importer 1 personne' }).click();
    await page.getByText('Terminé').first().waitFor();
    await textit.close();
    expect(await contactOf(client, urns[0] ?? '')).toMatchObject({ name: 'Ann' });
  });

  it('a viewer sees imports, and none is offered', async () => {
    const { client, open } = await stage().desk();
    await client.post('imports.json', { name: 'Spring', files: [{ name: 'people.csv' }] });
    const { token } = await client.post('tokens.json', { role: 'viewer', name: 'Eve' });
    const page: Page = await open({ token, path: '/imports' });
    await page.getByRole('link', { name: 'Spring' }).click();
    await page.getByText('Its files were not all sent.').waitFor();
    expect(await page.getByRole('button', { name: /New import|Begin with/ }).count()).toBe(0);
  });
});

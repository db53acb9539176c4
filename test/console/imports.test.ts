/** People come from files, in four steps: files, columns, problems, confirm. */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { contactOf } from '../support/api/client.ts';
import { openStandIn } from '../support/imports/stand-in.ts';
import { NO_BROWSER } from './support/chromium.ts';
import { becomes, begin, csvFile, heading, next } from './support/import-wizard.ts';
import { press, tabTo } from './support/keyboard.ts';
import { onConsoleStage } from './support/stage.ts';

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
  it('goes from files over columns and problems to what would happen, and does that once the number is typed', async () => {
    const { client, open } = await stage().desk();
    const page = await open({ path: '/imports' });
    await page.getByText('npm run import -- textit').waitFor();
    await page.getByRole('button', { name: 'New import' }).click();
    await next(page);
    await page.getByText('Choose at least one file.').waitFor();
    await begin(page, PEOPLE, MORE);
    await page.getByText('Already answered: 1').waitFor();
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
    await page.getByRole('button', { name: 'What Town becomes Home town' }).waitFor();
  });

  it('asks first who wants no messages, and cannot be run before each question is answered', async () => {
    const { client, open } = await stage().desk();
    const page = await open({ path: '/imports/new' });
    const lines = ['+250788000101,yes,no,yes', '+250788000102,no,yes,no', '+250788000103,maybe,no,no'];
    await begin(page, csvFile('people.csv', 'Phone,SMS consent,Do not call,Study consent', ...lines));
    await page.getByText('2 questions need an answer before you can go on.').waitFor();
    const [consent, study] = ['SMS consent', 'Study consent'].map((name) =>
      page.getByRole('button', { name: `What does the column “${name}” say?` }),
    );
    const answer = async (question: typeof consent, option: RegExp) => {
      await question?.click();
      await page.getByRole('option', { name: option }).click();
    };
    await next(page);
    await page.getByText('Choose what it says. Without an answer nothing is imported.').first().waitFor();
    expect(
      await consent?.evaluate(
        (button) =>
          button === (button as never as { ownerDocument: { activeElement: unknown } }).ownerDocument.activeElement,
      ),
    ).toBe(true);
    await answer(consent, /^Who consents/);
    await page.getByText('“No”: 1 cell → opted out').waitFor();
    await page.getByText('Other cells: 1 cell → row refused').waitFor();
    await answer(study, /^Something else/);
    await next(page);
    await page.getByText('Write a reason of 3 to 200 characters.').waitFor();
    await page.getByLabel('Why “Study consent” opts nobody out').fill('It is about the study.');
    // What was answered stays, also when the page is loaded again.
    await page.reload();
    await page.getByText('“No”: 1 cell → opted out').waitFor();
    expect(await page.getByLabel('Why “Study consent” opts nobody out').inputValue()).toBe('It is about the study.');
    await page.getByRole('button', { name: 'What Study consent becomes' }).waitFor();
    await next(page);
    await heading(page, 'Problems');
    // Whoever says "maybe" must be decided about, because nobody who refuses may be lost.
    const blocked = page.getByRole('alert').getByText('Nothing can be imported yet: 1 row may say');
    await blocked.waitFor();
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
    await page.getByText('It is about the study.').waitFor();
    await page.getByLabel('To confirm, type the number').fill('3');
    await page.getByRole('button', { name: 'Import 3 people' }).click();
    await page.getByText('Completed').waitFor();
    expect(await contactOf(client, 'tel:+250788000101')).toMatchObject({ status: 'active' });
    expect(await contactOf(client, 'tel:+250788000102')).toMatchObject({ status: 'stopped' });
    expect(await contactOf(client, 'tel:+250788000103')).toMatchObject({ status: 'active' });
  });

  it('is answered and run by keyboard alone, and an editor is not offered its undo', async () => {
    const { client, open } = await stage().desk();
    const page = await open({ path: '/imports/new' });
    await begin(page, csvFile('people.csv', 'Phone,SMS consent', '+250788000141,yes', '+250788000142,no'));
    const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
    await tabTo(page, button(/^What does the column “SMS consent” say?/));
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: /^Who consents/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('“No”: 1 cell → opted out').waitFor();
    await press(page, button('Next'));
    await page.getByText('No row is refused.').waitFor();
    await press(page, button('Next'));
    const number = page.getByLabel('To confirm, type the number 2');
    await tabTo(page, number);
    await page.keyboard.type('2');
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
    await page.getByRole('button', { name: 'What Name becomes Leave out' }).waitFor();
    await page.getByRole('button', { name: 'Previous', exact: true }).click();
    await page.getByRole('row', { name: 'people.csv CSV 2' }).waitFor();
  });

  it('groups what is wrong, and a click mends all of it: numbers of a country, languages, other words', async () => {
    const { client, open } = await stage().desk();
    await client.post('settings.json', { country: null, timezone: 'UTC' });
    const page = await open({ path: '/imports/new' });
    const known = ['eng', 'Kiny.', 'Kiny.', '??', 'eng'].map((language, at) => `+25078800013${at},${language},1`);
    const local = ['0788000137,eng,2', '0788000138,eng,2', '+250788000139,Elvish,3'];
    await begin(page, csvFile('people.csv', 'Phone,Language,Ward', ...known, ...local));
    await next(page);
    await page.getByText('6 of 8 rows are refused').waitFor();
    await page.getByRole('button', { name: 'These numbers are from Rwanda: 2 rows' }).click();
    await page.getByText('4 of 8 rows are refused').waitFor();
    await page.getByRole('button', { name: 'Kiny. → Kinyarwanda: 2 rows' }).click();
    await page.getByText('2 of 8 rows are refused').waitFor();
    await page.getByLabel('Read Elvish as').fill('Swahili');
    await page.getByRole('button', { name: 'Read again' }).click();
    await page.getByText('1 of 8 rows is refused').waitFor();
    await page.getByRole('button', { name: 'Leave ?? out: 1 row' }).click();
    await page.getByText('No row is refused.').waitFor();
    await page.reload();
    await page.getByText('No row is refused.').waitFor();
    await next(page);
    await page.getByLabel('To confirm, type the number 8').fill('8');
    await page.keyboard.press('Enter');
    await page.getByText('Completed').waitFor();
    expect(await contactOf(client, 'tel:+250788000131')).toMatchObject({ language: 'kin' });
    expect(await contactOf(client, 'tel:+250788000138')).toMatchObject({ language: 'eng' });
    expect(await contactOf(client, 'tel:+250788000139')).toMatchObject({ language: 'swa' });
  });

  it('of which every row is refused is red, and says what to do', async () => {
    const { open } = await stage().desk();
    const page = await open({ path: '/imports/new' });
    await begin(page, csvFile('people.csv', 'Number,Name', 'x1,Ann', 'x2,Bob'));
    await next(page);
    await page.getByRole('alert').getByText('Nobody can be imported: all 2 rows are refused').waitFor();
    await next(page);
    await heading(page, 'Problems');
    expect(await page.getByText('Completed').count()).toBe(0);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Nobody can be imported').waitFor();
    expect(await page.getByText('Completed').count()).toBe(0);
  });

  it('gives its refused rows with the reason beside each, and takes them back mended', async () => {
    const { client, open } = await stage().desk();
    const page = await open({ path: '/imports/new' });
    await begin(page, csvFile('people.csv', 'Phone,Called', '+250788000121,Ann', 'none,Bob'));
    await becomes(page, 'Called', 'Name');
    await next(page);
    const fetched = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download the refused rows' }).click();
    const download = await fetched;
    expect(download.suggestedFilename()).toMatch(/^import-refused-.*\.csv$/);
    const rows = readFileSync(await download.path(), 'utf8');
    expect(rows).toMatch(/Phone,Called,Not imported because\r\nnone,Bob,"?Phone: ./);
    const mended = csvFile('mended.csv', rows.replace('none', '+250788000122'));
    await page.locator('input[type=file]').setInputFiles(mended);
    await page.getByText('No row is refused.').waitFor();
    await next(page);
    await page.getByLabel('To confirm, type the number 1').fill('1');
    await page.keyboard.press('Enter');
    await page.getByText('Completed').waitFor();
    expect(await contactOf(client, 'tel:+250788000122')).toMatchObject({ name: 'Bob' });
  });

  it('says in the reader’s language why a file cannot be read, and of an empty one before it is sent', async () => {
    const { open } = await stage().desk();
    const page = await open({ path: '/imports/new' });
    await page.locator('input[type=file]').setInputFiles(csvFile('empty.csv'));
    await page.getByText('This file is empty.').waitFor();
    await next(page);
    await heading(page, 'Files');
    await page.getByRole('button', { name: 'Remove empty.csv' }).click();
    await page.locator('input[type=file]').setInputFiles(csvFile('list.pdf', '%PDF-1.7'));
    await next(page);
    await page.getByRole('alert').getByText('list.pdf: It is a PDF.').waitFor();
    const french = await open({ path: new URL(page.url()).pathname, locale: 'fr-FR' });
    await french.getByText('list.pdf : un PDF. Enregistrez la liste en .xlsx ou CSV.').waitFor();
    await french.getByRole('button', { name: 'Commencer avec d’autres fichiers' }).waitFor();
    await page.getByRole('button', { name: 'Begin with other files' }).click();
    await begin(page, csvFile('header.csv', 'Phone,Name'));
    await page.getByRole('alert').getByText('There is nobody in the files').waitFor();
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
    await page.getByRole('button', { name: 'Chercher et prévisualiser' }).click();
    await page.getByText('L’adresse doit avoir un nom complet').waitFor();
    await host.fill(textit.host);
    await page.getByRole('button', { name: 'Chercher et prévisualiser' }).click();
    await page.getByText('Il a refusé le jeton').waitFor();
    await page.getByLabel('Jeton d’un administrateur de là-bas').fill('theirs');
    await page.getByRole('button', { name: 'Continuer' }).click();
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

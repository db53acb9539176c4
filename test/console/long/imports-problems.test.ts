/** What is wrong in the files of an import, and how a person mends it. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contactOf } from '../../support/api/client.ts';
import { NO_BROWSER } from '../support/chromium.ts';
import { becomes, begin, csvFile, heading, next, nobodyRefuses } from '../support/import-wizard.ts';
import { onConsoleStage } from '../support/stage.ts';

const stage = onConsoleStage();

describe.skipIf(NO_BROWSER)('An import', () => {
  it('groups what is wrong, and a click mends all of it: numbers of a country, languages, other words', async () => {
    const { client, open } = await stage().desk();
    await client.post('settings.json', { country: null, timezone: 'UTC' });
    const page = await open({ path: '/imports/new' });
    const known = ['eng', 'Kiny.', 'Kiny.', '??', 'eng'].map((language, at) => `+25078800013${at},${language},1`);
    const local = ['0788000137,eng,2', '0788000138,eng,2', '+250788000139,Elvish,3'];
    await begin(page, csvFile('people.csv', 'Phone,Language,Ward', ...known, ...local));
    await nobodyRefuses(page);
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
    await nobodyRefuses(page);
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
    await nobodyRefuses(page);
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
    await french.getByText('list.pdf : c’est un PDF. Enregistrez la liste en .xlsx ou CSV.').waitFor();
    await french.getByRole('button', { name: 'Commencer avec d’autres fichiers' }).waitFor();
    await page.getByRole('button', { name: 'Begin with other files' }).click();
    await begin(page, csvFile('header.csv', 'Phone,Name'));
    await page.getByRole('alert').getByText('There is nobody in the files').waitFor();
  });

  it('shows first how letters read that are not Unicode, and reads the files by the way that is chosen', async () => {
    const { open } = await stage().desk();
    const page = await open({ path: '/imports/new' });
    const text = ['Phone,Called', '+250788000171,Zoé Ménière', '+250788000172,François Boët'].join('\n');
    await begin(page, { ...csvFile('people.csv'), buffer: Buffer.from(text, 'latin1') });
    await page.getByRole('heading', { name: 'Which of these is right?' }).waitFor();
    expect(await page.getByRole('radio', { name: /Zoé Ménière/ }).isChecked()).toBe(true);
    // The files are read again at once, so the button is gone before it could be seen chosen.
    await page.getByRole('radio').nth(1).click();
    await page.locator('#content').getByText('Reading the files').waitFor({ state: 'hidden' });
    await nobodyRefuses(page);
    await page.getByRole('button', { name: 'What Called becomes' }).waitFor();
    expect(await page.getByText('Zoé Ménière').count()).toBe(0);
  });

  it('says at once that no column has numbers, and asks for the type of a new field, which Confirm says as well', async () => {
    const { open } = await stage().desk();
    const page = await open({ path: '/imports/new' });
    await begin(page, csvFile('people.csv', 'Zorvat,Krandel', 'Ann,2', 'Bob,3'));
    await page.getByRole('alert').getByText('No column has phone numbers or addresses').waitFor();
    await page.getByRole('button', { name: 'Begin with other files' }).click();
    await begin(page, csvFile('people.csv', 'Phone,Krandel', '+250788000181,2', '+250788000182,3'));
    await nobodyRefuses(page);
    await page.getByRole('button', { name: 'New field Number' }).click();
    await page.getByRole('option', { name: 'Text', exact: true }).click();
    await next(page);
    await page.getByText('No row is refused.').waitFor();
    await next(page);
    await page.getByText('Krandel (Text)').waitFor();
  });
});

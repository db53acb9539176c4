/** People come from files: seen first, changed where it is not as it should be, then carried out. */
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { contactOf } from '../support/api/client.ts';
import { openStandIn } from '../support/imports/stand-in.ts';
import { NO_BROWSER } from './support/chromium.ts';
import { onConsoleStage } from './support/stage.ts';

const stage = onConsoleStage();

const file = (name: string, ...lines: readonly string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(lines.join('\n')),
});

const PEOPLE = file(
  'people.csv',
  'Phone,Name,Town,Opted out',
  '+250788000001,Ann,Huye,',
  '+250788000002,Bob,Kigali,yes',
  'nonsense!,Eve,Huye,',
  '+250788000001,Ann again,Huye,',
);
const MORE = file('more.csv', 'Phone,Name', '+250788000003,Cyd');

/** Chooses what a column becomes. */
async function becomes(page: Page, column: string, target: string): Promise<void> {
  await page.getByRole('button', { name: `What ${column} becomes` }).click();
  await page.getByRole('option', { name: target, exact: true }).click();
}

describe.skipIf(NO_BROWSER)('An import', () => {
  it('shows what files would do, under a mapping that can be changed and kept, and does that once the number is typed', async () => {
    const { client, open } = await stage().desk();
    const page = await open({ path: '/imports' });
    await page.getByText('npm run import -- textit').waitFor();
    await page.getByRole('button', { name: 'New import' }).click();
    await page.locator('input[type=file]').setInputFiles([PEOPLE, MORE]);
    await page.getByText('more.csv').first().waitFor();
    await page.getByRole('button', { name: 'Upload and preview' }).click();
    await page.getByRole('heading', { name: 'people' }).waitFor();
    await page.getByRole('row', { name: '4 (people.csv) Not an address' }).waitFor();
    await page.getByRole('row', { name: '5 (people.csv) The same person as in an earlier row' }).waitFor();
    await page.getByText('Town (Text)').waitFor();
    await becomes(page, 'Town', 'A new field …');
    await page.getByLabel('Its name').fill('Home town');
    await page.getByText('Something was changed below').waitFor();
    await page.getByLabel('To confirm, type the number 3').fill('3');
    expect(await page.getByRole('button', { name: 'Import 3 people' }).isDisabled()).toBe(true);
    await page.getByLabel('Save this mapping as').fill('Monthly');
    await page.getByRole('button', { name: 'Read again' }).click();
    await page.getByText('Home town (Text)').waitFor();
    const run = page.getByRole('button', { name: 'Import 3 people' });
    expect(await run.isDisabled()).toBe(true);
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
    await page.locator('input[type=file]').setInputFiles([PEOPLE]);
    await page.getByRole('button', { name: /^Saved mapping/ }).click();
    await page.getByRole('option', { name: 'Monthly' }).click();
    await page.getByRole('button', { name: 'Upload and preview' }).click();
    await page.getByRole('button', { name: 'What Town becomes Home town' }).waitFor();
  });

  it('says in the reader’s language why a file cannot be read', async () => {
    const { open } = await stage().desk();
    const page = await open({ path: '/imports/new' });
    await page.locator('input[type=file]').setInputFiles(file('list.pdf', '%PDF-1.7'));
    await page.getByRole('button', { name: 'Upload and preview' }).click();
    await page.getByRole('alert').getByText('list.pdf: It is a PDF.').waitFor();
    const french = await open({ path: new URL(page.url()).pathname, locale: 'fr-FR' });
    await french.getByText('list.pdf : un PDF. Enregistrez la liste en .xlsx ou CSV.').waitFor();
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
    const page = await open({ token, path: '/imports' });
    await page.getByRole('link', { name: 'Spring' }).click();
    await page.getByText('Its files were not all sent.').waitFor();
    expect(await page.getByRole('button', { name: 'New import' }).count()).toBe(0);
  });
});

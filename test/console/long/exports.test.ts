/** Ticked people go into a file, which is saved from the page of its job. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createPeople } from '../../support/api/client.ts';
import { NO_BROWSER } from '../support/chromium.ts';
import { onConsoleStage } from '../support/stage.ts';

const stage = onConsoleStage();

describe.skipIf(NO_BROWSER)('An export', () => {
  it('has the ticked people with the columns that the list shows, and its file is saved from its job', async () => {
    const { open, client } = await stage().desk();
    await createPeople(client, 3, { first: 900 });
    const page = await open();
    await page.getByRole('checkbox', { name: 'Select Person 900' }).check({ force: true });
    await page.getByRole('checkbox', { name: 'Select Person 901' }).check({ force: true });
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const sheet = page.getByRole('dialog', { name: 'Export' });
    await sheet.getByText('Write 2 people into a file?').waitFor();
    await sheet.getByRole('button', { name: /^File/ }).click();
    await page.getByRole('option', { name: 'CSV', exact: true }).click();
    await sheet.getByRole('button', { name: 'The columns that I see' }).click();
    // What is chosen is not what is previewed yet.
    expect(await sheet.getByRole('button', { name: /^Export/ }).isDisabled()).toBe(true);
    await sheet.getByRole('button', { name: 'Use these' }).click();
    await sheet.getByRole('button', { name: 'Export 2' }).click();
    await page.getByRole('button', { name: 'Show the job' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download' }).click();
    const saved = await saving;
    expect(saved.suggestedFilename()).toMatch(/^contacts-.*\.csv$/);
    const [head, ...rows] = readFileSync(await saved.path(), 'utf8')
      .trim()
      .split('\r\n');
    expect(head).toBe('name,urn:tel,last_seen_on,created_on,groups');
    expect(rows[0]).toMatch(/^Person 90\d,\+\d+,/);
    expect(rows.map((row) => row.split(',')[0]).sort()).toEqual(['Person 900', 'Person 901']);
  });

  it('whose file went with somebody who was deleted for good says so, and is made again without them', async () => {
    const { open, client } = await stage().desk();
    const [gone = '', stays = ''] = await createPeople(client, 2, { first: 910 });
    await client.post('settings.json', { delete_any_status: true });
    const selection = { contacts: [gone, stays] };
    const { uuid } = await client.post('jobs.json', { type: 'export', format: 'csv', columns: ['name'], selection });
    await stage().stage.settle();
    await client.ask('DELETE', `contacts.json?uuid=${gone}`);
    const page = await open({ path: `/jobs/${uuid}` });
    await page.getByText('Somebody in the file was deleted for good').waitFor();
    await page.getByRole('button', { name: 'Export again' }).click();
    await page.getByText('1 row').waitFor();
    expect(page.url()).not.toContain(uuid);
  });
});

/** The audit log and the erasures are narrowed to a person and a day, and saved in the words of the screen. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { createPeople, openClient, prepare } from '../../support/api/client.ts';
import { NO_BROWSER } from '../support/chromium.ts';
import { goTo } from '../support/screens.ts';
import { onConsoleStage } from '../support/stage.ts';

const stage = onConsoleStage();

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-/;

async function saved(page: Page): Promise<string[][]> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  return parse(readFileSync(await (await saving).path()), { bom: true });
}

async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${field}`) }).click();
  await page.getByRole('option', { name: option }).click();
}

/** Two people are deleted: one by whoever opens the page, one by a job of somebody else. */
async function twoDeletions() {
  const { open, client } = await stage().desk();
  await prepare(client);
  await client.post('settings.json', { delete_any_status: true, timezone: 'Africa/Kigali' });
  const [one = '', other = ''] = await createPeople(client, 2, { first: 930 });
  const { token } = await client.post('tokens.json', { role: 'administrator', name: '=1+1 Amina' });
  await client.ask('DELETE', `contacts.json?uuid=${one}`);
  const amina = openClient(stage().stage.service, token);
  await amina.ask('DELETE', `contacts.json?uuid=${other}`);
  await amina.post('jobs.json', { type: 'set_status', status: 'archived', selection: { folder: 'active' } });
  await stage().stage.settle();
  return { page: await open({ path: '/erasures' }), one, other };
}

describe.skipIf(NO_BROWSER)('A list of records', () => {
  it('shows and saves what one person did on one day, with names, sentences and no formula', async () => {
    const { page, one, other } = await twoDeletions();
    await page.getByText(one).waitFor();
    await choose(page, 'Who', '=1+1 Amina');
    await page.getByText(one).waitFor({ state: 'detached' });
    const [head = [], ...deletions] = await saved(page);
    expect(head).toEqual(['Deleted on', 'Deleted by', 'Gone with them', 'As recorded']);
    expect(deletions.map(([on, by, removed]) => [on, by, removed])).toEqual([
      [
        expect.stringMatching(/^20\d\d-\d\d-\d\d \d\d:\d\d$/),
        "'=1+1 Amina",
        expect.stringMatching(/^Addresses: 1\. History: \d+\. Messages: 0\. Groups: 0\.$/),
      ],
    ]);
    expect(deletions[0]?.at(-1)).toContain(other);
    await page.getByLabel('To', { exact: true }).fill('2020-01-01');
    await page.getByText('No deletion is recorded here.').waitFor();

    await goTo(page, '/audit-log');
    await page.getByText('Token created').waitFor();
    await choose(page, 'Who', '=1+1 Amina');
    await page.getByText('Token created').waitFor({ state: 'detached' });
    const [columns = [], ...entries] = await saved(page);
    expect(columns).toEqual(['When', 'What', 'Who', 'About', 'Details', 'From', 'As recorded']);
    expect(entries.map(([, what, who]) => [what, who])).toEqual([
      ['Job started', "'=1+1 Amina"],
      ['Person deleted for good', "'=1+1 Amina"],
    ]);
    expect(entries[0]?.[4]).toMatch(/archive/);
    for (const row of [...deletions, ...entries]) expect(row.slice(0, -1).join()).not.toMatch(UUID);
  });
});

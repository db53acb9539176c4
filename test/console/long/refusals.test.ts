/** Addresses that refused messages, and what is known of those who are gone. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createPeople } from '../../support/api/client.ts';
import { NO_BROWSER } from '../support/chromium.ts';
import { onConsoleStage } from '../support/stage.ts';

const stage = onConsoleStage();

describe.skipIf(NO_BROWSER)('Suppressions', () => {
  it('are added, asked about, and lifted for a reason that stays', async () => {
    const { client, open } = await stage().desk();
    await client.post('contacts.json', { name: 'Ann', urns: ['tel:+250788000001'] });
    const page = await open({ path: '/suppressions' });
    await page.getByLabel('Addresses', { exact: true }).fill('0788 000 001\n+250788000002, bob@example.org\n');
    await page.getByLabel('Reason').fill('List of the ministry');
    await page.getByRole('button', { name: 'Suppress 3 addresses' }).click();
    await page.getByText('2 addresses remembered. 1 contact opted out. 0 were suppressed already.').waitFor();
    // A line that is no address keeps none of the others out, and stays to be mended.
    await page.getByLabel('Addresses', { exact: true }).fill('nonsense!\n+250788000003');
    await page.getByRole('button', { name: 'Suppress 2 addresses' }).click();
    await page.getByText('1 line was not taken').waitFor();
    expect(await page.getByLabel('Addresses', { exact: true }).inputValue()).toBe('tel:nonsense!');
    const address = page.getByLabel('Address', { exact: true });
    await address.fill('+250788000002');
    await address.press('Enter');
    await page.getByText('tel:+250788000002 gets no messages').first().waitFor();
    await page.getByText('Added: List of the ministry').waitFor();
    await page.getByRole('button', { name: 'Lift it' }).click();
    const dialog = page.getByRole('dialog', { name: 'Lift it' });
    expect(await dialog.getByRole('button', { name: 'Lift it' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Reason').fill('She asked for it');
    await dialog.getByRole('button', { name: 'Lift it' }).click();
    await page.getByText('tel:+250788000002 has not refused messages').first().waitFor();
    await page.getByText('Lifted: She asked for it').waitFor();
    await address.fill('0788000001');
    await address.press('Enter');
    await page.getByRole('link', { name: 'Show the contact' }).click();
    await page.getByRole('heading', { name: 'Ann' }).waitFor();
  });
});

describe.skipIf(NO_BROWSER)('What is held of a person', () => {
  it('is saved as one file from their page', async () => {
    const { client, open } = await stage().desk();
    const { uuid } = await client.post('contacts.json', { name: 'Ann', urns: ['tel:+250788000001'] });
    const page = await open({ path: `/contact/${uuid}` });
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name: 'Download everything held' }).click();
    const saved = JSON.parse(readFileSync(await (await saving).path(), 'utf8'));
    expect(saved).toMatchObject([{ kind: 'contact', name: 'Ann' }, ...saved.slice(1)]);
  });
});

describe.skipIf(NO_BROWSER)('Erasures', () => {
  it('are listed by job, each with a signed receipt to save', async () => {
    const { client, open } = await stage().desk();
    const people = await createPeople(client, 2, { first: 700 });
    await client.post('contact_actions.json', { action: 'set_status', status: 'archived', contacts: people });
    const asked = await client.post('jobs.json', { type: 'delete', selection: { folder: 'archived' }, preview: true });
    await stage().stage.settle();
    const [{ token, total: count }] = (await client.get(`jobs.json?uuid=${asked.uuid}`)).results;
    await client.post(`jobs.json?uuid=${asked.uuid}`, { action: 'run', token, count });
    await stage().stage.settle();
    const page = await open({ path: `/jobs/${asked.uuid}` });
    await page.getByRole('link', { name: 'Erasures and receipts' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Receipt of the whole job' }).click();
    const saved = JSON.parse(readFileSync(await (await saving).path(), 'utf8'));
    expect(saved).toMatchObject({ receipt: { job: asked.uuid, total: 2 }, signature: expect.any(String) });
    await page.getByRole('button', { name: `Receipt of ${people[0]}` }).waitFor();
    await page.getByRole('textbox', { name: 'Contact' }).fill(String(people[1]));
    await page.getByRole('button', { name: `Receipt of ${people[0]}` }).waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: `Receipt of ${people[1]}` }).waitFor();
  });
});

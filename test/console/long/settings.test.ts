/** What administrators decide, in a browser. */
import { describe, expect, it } from 'vitest';
import { createPeople } from '../../support/api/client.ts';
import { NO_BROWSER } from '../support/chromium.ts';
import { onConsoleStage } from '../support/stage.ts';

const stage = onConsoleStage();

describe.skipIf(NO_BROWSER)('Settings', () => {
  it('saves only what was changed; what the service refuses is said at its setting; a double click makes one token', async () => {
    const { client, open } = await stage().desk();
    const page = await open({ path: '/settings/opt-outs' });
    await page.getByLabel('Words that opt out').fill('fra: arrêt, fini\nkin: hagarika');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The settings are saved.').first().waitFor();
    expect(await client.get('settings.json')).toMatchObject({
      stop_words: { fra: ['arrêt', 'fini'], kin: ['hagarika'] },
      opts_in_by: 'any_message',
    });
    await page.getByRole('tab', { name: 'Advanced' }).click();
    await page.getByRole('tab', { name: 'Limits' }).click();
    await page.getByLabel('Requests an hour about runs').fill('0');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('At least 1.').waitFor();
    expect((await client.get('settings.json')).api_rates).not.toHaveProperty(['v2.runs']);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
    await page.getByRole('tab', { name: 'Tokens' }).click();
    await page.getByRole('textbox', { name: 'New token' }).fill('Bob');
    await page.getByRole('button', { name: 'Add' }).dblclick();
    await page.getByText('Copy it now').waitFor();
    expect(asked.filter((one) => one === 'POST /api/v2/tokens.json')).toHaveLength(1);
    await page.getByRole('button', { name: 'Rotate: Bob' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByText('Token rotated').waitFor();
    await page.getByText('Words that opt out: – →').waitFor();
  });

  it('takes a time zone by the name that the browser does not list', async () => {
    const { client, open } = await stage().desk();
    const page = await open({ path: '/settings/workspace' });
    await page.getByRole('button', { name: /^Time zone/ }).click();
    await page.keyboard.type('kathmandu');
    await page.getByRole('option', { name: 'Asia/Kathmandu' }).click();
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('The settings are saved.').first().waitFor();
    expect(await client.get('settings.json')).toMatchObject({ timezone: 'Asia/Kathmandu' });
  });

  it('makes a token that only reads and expires, when that is chosen', async () => {
    const { client, open } = await stage().desk();
    const page = await open({ path: '/settings/tokens' });
    await page.getByRole('textbox', { name: 'New token' }).fill('Board');
    await page.getByRole('button', { name: 'What it may do' }).click();
    await page.getByRole('option', { name: 'Only reads' }).click();
    await page.getByRole('button', { name: /^New token Expires/ }).click();
    await page.getByRole('option', { name: 'Expires after 90 days' }).click();
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByText('Copy it now').waitFor();
    await page.getByText('Viewer, reads only').waitFor();
    const { results } = await client.get('tokens.json');
    const { read_only, expires_on } = results.find(({ name }: { name: string }) => name === 'Board');
    expect(read_only).toBe(true);
    const days = (Date.parse(expires_on) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(89);
    expect(days).toBeLessThan(90);
  });

  it('deletes archived people by itself only after the number of the first night was typed', async () => {
    const { client, open } = await stage().desk();
    const contacts = await createPeople(client, 2);
    await client.post('contact_actions.json', { action: 'set_status', status: 'archived', contacts });
    await stage().stage.settle();
    const page = await open({ path: '/settings/keeping' });
    await page.getByLabel('Delete for good after').fill('1');
    await page.getByRole('button', { name: 'Save' }).last().click();
    const sheet = page.getByRole('dialog', { name: 'Deletion of archived people' });
    await sheet.getByText('2 people would be deleted for good on').waitFor();
    expect((await client.get('settings.json')).purge_archived_after_days).toBe(null);
    await sheet.getByLabel('To confirm, type the number 2').fill('2');
    await sheet.getByRole('button', { name: 'Delete from then on' }).click();
    await page.getByText('The settings are saved.').first().waitFor();
    expect((await client.get('settings.json')).purge_archived_after_days).toBe(1);
  });

  it('shows the secret of a webhook and the address of a channel once, and removes both', async () => {
    const { client, open } = await stage().desk();
    const page = await open({ path: '/settings/webhooks' });
    await page.getByRole('button', { name: 'New webhook' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Address to call').fill('https://example.org/hook');
    await dialog.getByRole('checkbox', { name: 'A contact has changed' }).check({ force: true });
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Copy it now').waitFor();
    expect((await client.get('webhooks.json')).results).toMatchObject([{ events: ['contact.changed'] }]);
    await page.getByRole('button', { name: 'Remove: https://example.org/hook' }).click();
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('There are no webhooks.').waitFor();
    await page.getByRole('group', { name: 'Published events' }).getByText('A job has failed').click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The settings are saved.').first().waitFor();
    expect((await client.get('settings.json')).events).toEqual(['job.failed']);
    await page.getByRole('tab', { name: 'Channels' }).click();
    await page.getByRole('button', { name: 'New channel' }).click();
    await dialog.getByRole('button', { name: 'Sent by' }).click();
    await page.getByRole('option', { name: 'Africa’s Talking' }).click();
    await dialog.getByLabel('Name').fill('Hotline');
    await page.getByRole('button', { name: 'Save' }).click();
    const address = page.getByText('/in/');
    await address.waitFor();
    const first = (await address.textContent()) ?? '';
    await page.getByRole('button', { name: 'New address: Hotline' }).click();
    await page.getByText(first).waitFor();
    await dialog.getByRole('button', { name: 'New address' }).click();
    await page.getByText(first).waitFor({ state: 'hidden' });
    const second = (await address.textContent()) ?? '';
    await page.getByRole('button', { name: 'Edit: Hotline' }).click();
    await dialog.getByLabel('Name').fill('Hotline of Huye');
    await dialog.getByLabel('Country').fill('ke');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('row', { name: 'Hotline of Huye' }).waitFor();
    await page.getByText(second).waitFor();
    const [channel] = (await client.get('channels.json')).results;
    expect(channel).toMatchObject({ name: 'Hotline of Huye', kind: 'africastalking', country: 'KE', scheme: 'tel' });
  });
});

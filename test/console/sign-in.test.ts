import { describe, expect, it } from 'vitest';
import { NO_BROWSER } from './support/chromium.ts';
import { onConsoleStage } from './support/stage.ts';

const stage = onConsoleStage();

describe.skipIf(NO_BROWSER)('Signing in', () => {
  it('takes the token from behind the # of the address, which then shows it no more', async () => {
    const { client, open } = await (await stage()).desk();
    await client.post('contacts.json', { name: 'Ann', urns: ['tel:+250788000001'] });
    const page = await open();
    await page.getByRole('row', { name: 'Ann' }).waitFor();
    expect(page.url()).toBe(`${stage().stage.url}/contacts/active`);
  });

  it('asks for a token, says when it is refused, and goes on with a good one', async () => {
    const { token, open } = await stage().desk();
    const page = await open({ token: null });
    await page.getByLabel('API token').fill('nonsense');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('This token is not, or no longer, valid.').waitFor();
    await page.getByLabel('API token').fill(` Token ${token} `);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Active' }).waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(1);
    expect(await page.evaluate('localStorage.getItem("dormouse.token")')).toBe(null);
  });

  it('a tab opened from another one is signed in, and a revoked token leads back to the sign-in', async () => {
    const { client, open } = await stage().desk();
    const { uuid, token } = await client.post('tokens.json', { role: 'editor', name: 'Bob' });
    const page = await open({ token });
    await page.getByRole('heading', { name: 'Active' }).waitFor();
    const second = await page.context().newPage();
    await second.goto(`${stage().stage.url}/contacts/archived`);
    await second.getByRole('heading', { name: 'Archived' }).waitFor();
    expect(await second.title()).toBe('Archived – Contacts – Dormouse');
    await second.goto(`${stage().stage.url}/jobs/nonsense`);
    await second.getByText('There is nothing at this address.').waitFor();
    await client.ask('DELETE', `tokens.json?uuid=${uuid}`);
    await page.getByRole('link', { name: 'Blocked' }).click();
    await page.getByText('This token is not, or no longer, valid.').waitFor();
  });
});

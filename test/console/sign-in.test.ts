import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { NO_BROWSER } from './support/chromium.ts';
import { onConsoleStage } from './support/stage.ts';

const stage = onConsoleStage();

/** The menu that every screen of a signed-in tab has, whatever the workspace contains. */
const account = (page: Page) => page.getByRole('button', { name: 'Account: ' });

describe.skipIf(NO_BROWSER)('Signing in', () => {
  it('asks for a token, says when it is refused, and goes on with a good one', async () => {
    const { token, open } = await stage().desk();
    const page = await open({ token: null });
    await page.getByLabel('API token').fill('nonsense');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('This token is not, or no longer, valid.').waitFor();
    await page.getByLabel('API token').fill(` Token ${token} `);
    await page.keyboard.press('Enter');
    await account(page).waitFor();
    expect(await page.evaluate('sessionStorage.length')).toBe(1);
    expect(await page.evaluate('localStorage.getItem("dormouse.token")')).toBe(null);
  });

  it('a tab that shows the sign-in is signed in by another tab later, unless something was typed in it', async () => {
    const { token, open } = await stage().desk();
    const waiting = await open({ token: null });
    await waiting.getByLabel('API token').waitFor();
    const typing = await waiting.context().newPage();
    await typing.goto(stage().stage.url);
    await typing.getByLabel('API token').fill('half');
    const third = await waiting.context().newPage();
    await third.goto(stage().stage.url);
    await third.getByLabel('API token').fill(token);
    await third.keyboard.press('Enter');
    await account(waiting).waitFor();
    await typing.getByRole('button', { name: 'Administrator' }).click();
    await account(typing).waitFor();
  });

  it('a new tab asks which session it shall take when tabs have several, and one that signed out takes none', async () => {
    const { client, token, open } = await stage().desk();
    const viewer = await client.post('tokens.json', { role: 'viewer', name: 'Vera' });
    const page = await open({ token });
    await account(page).waitFor();
    const second = await page.context().newPage();
    await second.goto(`${stage().stage.url}/#token=${viewer.token}`);
    await second.getByRole('button', { name: 'Open', exact: true }).click();
    await second.getByRole('button', { name: 'Account: Vera' }).waitFor();
    const third = await page.context().newPage();
    await third.goto(`${stage().stage.url}/groups`);
    await third.getByRole('button', { name: 'Viewer (Vera)' }).click();
    await third.getByRole('heading', { name: 'Groups' }).waitFor();
    expect(await third.evaluate('sessionStorage.getItem("dormouse.token")')).toBe(viewer.token);
    await third.getByRole('button', { name: 'Account: Vera, Viewer' }).click();
    await third.getByRole('menuitem', { name: 'Sign out' }).click();
    await second.close();
    await third.getByRole('button', { name: 'Vera' }).waitFor({ state: 'detached' });
    await third.reload();
    await third.getByRole('button', { name: 'Administrator' }).waitFor();
    expect(await third.evaluate('sessionStorage.getItem("dormouse.token")')).toBe('');
  });

  it('a tab opened from another one is signed in, and a revoked token leads back to the sign-in', async () => {
    const { client, open } = await stage().desk();
    const { uuid, token } = await client.post('tokens.json', { role: 'editor', name: 'Bob' });
    const page = await open({ token });
    await account(page).waitFor();
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

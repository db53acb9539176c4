/** People who are invited and sign in by the runner's own provider, each in a browser profile of their own. */
import { randomUUID } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it, vi } from 'vitest';
import { createPeople } from '../../support/api/client.ts';
import { WAIT_LIMIT_MS } from '../../support/wait-limit.ts';
import { NO_BROWSER } from '../support/chromium.ts';
import { onConsoleStage } from '../support/stage.ts';

const stage = onConsoleStage();

/** Signs somebody in at the provider, by the link that the runner prints. */
async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByRole('button', { name: 'Go on' }).click();
  const printed = () => stage().stage.service.log.findLast((line) => line.startsWith(`sign-in ${email} `));
  const line = await vi.waitUntil(printed, { timeout: WAIT_LIMIT_MS });
  await page.goto(line.split(' ')[2] ?? '');
  await page.getByRole('button', { name: `Sign in as ${email}` }).click();
}

/** A page may have noticed by itself that its session has ended, and says so above everything. */
const clickUnlessCovered = (button: Locator) => button.click({ timeout: 2_000 }).catch(() => undefined);

describe.skipIf(NO_BROWSER)('People', () => {
  it('are invited, sign in by name, approve what another asks for, and go on with what they have typed when they sign in again; who is removed is out', async () => {
    const { client, open } = await stage().desk();
    await createPeople(client, 1);
    // A second try is by other people, who are in no workspace yet.
    const domain = `${randomUUID()}.example.org`;
    const admin = await open({ path: '/settings/people' });
    await admin.getByText('Nobody was invited yet').waitFor();
    let last: string | null = null;
    const invite = async (name: string, role: string) => {
      const email = `${name}@${domain}`;
      await admin.getByRole('textbox', { name: 'Invite somebody' }).fill(email);
      await admin.getByRole('button', { name: /^Invite somebody Role/ }).click();
      await admin.getByRole('option', { name: new RegExp(`^${role}`) }).click();
      await admin.getByRole('button', { name: 'Add' }).click();
      await admin.getByText(email).first().waitFor();
      const link = admin.locator('code.secret').last();
      // The list may show the invitation before its link has replaced the one before.
      const isNew = async () => (await link.textContent()) !== last;
      await vi.waitUntil(isNew, { timeout: WAIT_LIMIT_MS });
      last = await link.textContent();
      const page = await open({ token: null });
      await page.goto(String(last));
      await signIn(page, email);
      return page;
    };
    const ann = await invite('ann.mutesi', 'Administrator');
    await ann.getByRole('button', { name: 'Account: Ann Mutesi, Administrator' }).waitFor();
    const bob = await invite('bob', 'Editor');
    await bob.getByRole('button', { name: 'Account: Bob, Editor' }).waitFor();
    const people = (await client.get('people.json')).results;
    expect(people.map(({ name }: { name: string }) => name)).toEqual(['Ann Mutesi', 'Bob']);
    await client.post('settings.json', { approve_above: 0 });
    await client.post('jobs.json', { type: 'export', format: 'csv', selection: { folder: 'active' } });
    await ann.goto(`${stage().stage.url}/jobs`);
    await ann.getByRole('link', { name: '1 job waits for your approval' }).click();
    await ann.getByText('It begins when you approve it, until').waitFor();
    await ann.getByText('added or changed 1 of 1 people in the weeks before, and so cannot approve this.').waitFor();
    await ann.getByRole('button', { name: 'Approve' }).click();
    await ann.getByRole('textbox', { name: 'Note' }).fill('As agreed');
    await ann.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    await ann.getByText(/Ann Mutesi approved this on .*“As agreed”/).waitFor();
    await bob.goto(`${stage().stage.url}/contacts/active`);
    await bob.getByRole('button', { name: 'Add contact' }).click();
    const sheet = bob.getByRole('dialog', { name: 'Add contact' });
    await sheet.getByLabel('Name').fill('Cyd');
    await sheet.getByLabel('Phone number').fill('+250788000701');
    const other = await bob.context().newPage();
    await other.goto(stage().stage.url);
    await other.getByRole('button', { name: 'Account: Bob' }).click();
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    await other.getByRole('link', { name: 'Sign in with your account' }).waitFor();
    await clickUnlessCovered(sheet.getByRole('button', { name: 'Add contact' }));
    const ended = bob.getByRole('dialog', { name: 'Your session has ended' });
    const popup = bob.waitForEvent('popup');
    await ended.getByRole('link', { name: 'Sign in' }).click();
    // The provider still knows him in this browser.
    await (await popup).getByRole('button', { name: 'Account: Bob' }).waitFor();
    // Whoever comes back to a page may do so before it has looked.
    const isOver = async () => {
      await bob.evaluate("dispatchEvent(new Event('focus'))");
      return (await ended.count()) === 0;
    };
    await vi.waitUntil(isOver, { timeout: WAIT_LIMIT_MS, interval: 500 });
    await sheet.getByRole('button', { name: 'Add contact' }).click();
    await bob.getByRole('heading', { name: 'Cyd', exact: true }).waitFor();
    const { results } = await client.get(`contacts.json?urn=${encodeURIComponent('tel:+250788000701')}`);
    expect(results).toMatchObject([{ name: 'Cyd' }]);
    await ann.goto(`${stage().stage.url}/settings/people`);
    await ann.getByRole('button', { name: 'Remove: Bob' }).click();
    await ann.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await ann.getByRole('dialog').waitFor({ state: 'detached' });
    await clickUnlessCovered(bob.getByRole('link', { name: 'Jobs' }));
    await bob.getByText('Your session has ended').first().waitFor();
    await ann.getByRole('button', { name: 'Account: ' }).click();
    await ann.getByRole('menuitem', { name: 'Sign out' }).click();
    await ann.getByRole('link', { name: 'Sign in with your account' }).waitFor();
    expect((await ann.context().cookies()).filter(({ name }) => name === '__Host-dormouse')).toEqual([]);
  });
});

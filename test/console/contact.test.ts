import { describe, expect, it } from 'vitest';
import { contactOf, createPeople } from '../support/api/client.ts';
import { NO_BROWSER } from './support/chromium.ts';
import { onConsoleStage } from './support/stage.ts';

const stage = onConsoleStage();

const HOSTILE = '<script>alert(1)</script>\u202E\n\u{1F9D1}'.padEnd(61, '\u{1F9D1}');
/** As it is heard: a new line is a blank. */
const HEARD = HOSTILE.replace('\n', ' ');

describe.skipIf(NO_BROWSER)('The page of a contact', () => {
  it('edits in place; when another tab has changed the contact meanwhile, both values are shown', async () => {
    const { client, open } = await stage().desk();
    const { uuid } = await client.post('contacts.json', { name: 'Ann', urns: ['tel:+250788000001'] });
    const page = await open({ path: `/contact/${uuid}` });
    const name = page.getByLabel('Name');
    await name.fill('Anne');
    const other = await open({ path: `/contact/${uuid}` });
    await other.getByLabel('Name').fill('Hanna');
    await other.getByRole('button', { name: 'Save' }).click();
    await other.getByText('Name set to Hanna.').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Somebody else has changed this contact meanwhile.').waitFor();
    await page.getByText('Now: Hanna').waitFor();
    expect(await name.inputValue()).toBe('Anne');
    await page.getByRole('button', { name: 'Save mine anyway' }).click();
    await page.getByText('Name set to Anne.').waitFor();
    expect((await contactOf(client, uuid)).name).toBe('Anne');
  });

  it('shows hostile names as text, in lists and by themselves', async () => {
    const { client, open } = await stage().desk();
    const { uuid } = await client.post('contacts.json', { name: HOSTILE, urns: ['tel:+250788000002'] });
    const page = await open();
    await page.getByRole('link', { name: HEARD }).click();
    await page.getByRole('heading', { name: HEARD }).waitFor();
    expect(page.url()).toContain(`/contact/${uuid}`);
    expect(await page.evaluate('document.querySelectorAll("script").length')).toBe(1);
  });

  it('says how its numbers stand on the opt-out lists of the carrier, where there are such', async () => {
    const { client, open } = await stage().desk();
    const { uuid } = await client.post('contacts.json', { name: 'Ann', urns: ['tel:+250788000003'] });
    const page = await open({ path: '/groups' });
    const known = { urn: 'tel:+250788000003', opt_out_list: 'Default', opted_out: true, since: '2026-11-20T08:05:00Z' };
    await page.route(/contacts\.json\?uuid=/, async (route) => {
      const response = await route.fetch();
      const { results } = await response.json();
      const carrier = [{ ...known, pending: 'remove', next_try_on: null, problem: null }];
      await route.fulfill({ response, json: { results: [{ ...results[0], carrier }] } });
    });
    await page.evaluate(`history.pushState(null, '', '/contact/${uuid}')`);
    await page.getByText(/\(Default\): opted out, 20 Nov 2026.*; is to be taken off/).waitFor();
  });

  it('a viewer sees everything and is offered nothing to change', async () => {
    const { client, open } = await stage().desk();
    const [uuid] = await createPeople(client, 1, { first: 600 });
    const { token } = await client.post('tokens.json', { role: 'viewer', name: 'Eve' });
    const page = await open({ token });
    await page.getByRole('row', { name: 'Person 600' }).waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Archive' }).count()).toBe(0);
    await page.getByRole('link', { name: 'Person 600' }).click();
    await page.getByRole('heading', { name: 'History' }).waitFor();
    expect(await page.getByRole('button', { name: /Archive|Save|Block/ }).count()).toBe(0);
    expect(page.url()).toContain(String(uuid));
  });
});

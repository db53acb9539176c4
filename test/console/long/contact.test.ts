import { describe, expect, it } from 'vitest';
import { contactOf, createPeople } from '../../support/api/client.ts';
import { WAIT_LIMIT_MS } from '../../support/wait-limit.ts';
import { NO_BROWSER } from '../support/chromium.ts';
import { onConsoleStage } from '../support/stage.ts';

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

  it('keeps what others joined and left meanwhile, when its own groups and numbers are saved anyway', async () => {
    const { client, open } = await stage().desk();
    const [kept, left, , theirs] = await Promise.all(
      ['Kept', 'Left', 'Mine', 'Theirs'].map(async (name) => (await client.post('groups.json', { name })).uuid),
    );
    const urns = ['tel:+250788000021'];
    const { uuid } = await client.post('contacts.json', { name: 'Ann', urns, groups: [kept, left] });
    const page = await open({ path: `/contact/${uuid}` });
    await page.getByRole('button', { name: /^Groups Choose/ }).click();
    await page.getByRole('option', { name: 'Mine' }).click();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add a number or address' }).click();
    await page.getByLabel('Address').last().fill('+250788000022');
    await client.post(`contacts.json?uuid=${uuid}`, {
      groups: [kept, theirs],
      urns: [...urns, 'mailto:ann@example.org'],
    });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Save mine anyway' }).click();
    await page.getByRole('button', { name: 'Discard changes' }).waitFor({ state: 'hidden' });
    const ann = await contactOf(client, uuid);
    expect(ann.groups.map(({ name }: { name: string }) => name).sort()).toEqual(['Kept', 'Mine', 'Theirs']);
    expect(ann.urns).toEqual(['tel:+250788000021', 'tel:+250788000022', 'mailto:ann@example.org']);
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

  it('refuses what the type of a field cannot read before it is sent, and shows dates as the workspace writes them', async () => {
    const { client, open } = await stage().desk();
    await client.post('fields.json', { name: 'Age', type: 'number' });
    await client.post('fields.json', { name: 'Joined', type: 'datetime' });
    const { uuid } = await client.post('contacts.json', {
      name: 'Ann',
      urns: ['tel:+250788000010'],
      fields: { age: '82', joined: '2025-11-15T17:59:37Z' },
    });
    const page = await open({ path: `/contact/${uuid}` });
    const save = page.getByRole('button', { name: 'Save' });
    const [age, joined] = [page.getByRole('textbox', { name: 'Age' }), page.getByRole('textbox', { name: 'Joined' })];
    await joined.waitFor();
    const shown = await joined.inputValue();
    expect(shown).toMatch(/^\d\d-\d\d-2025 \d\d:59$/);
    for (const wrong of ['abc', '8 2', '1e3', '12,5', '٨٢']) {
      await age.fill(wrong);
      await page.getByText('This is not a number.').first().waitFor();
      expect(await save.isDisabled(), wrong).toBe(true);
    }
    await age.press('Enter');
    await age.fill('83.5');
    await joined.fill('soon');
    await page.getByText('This is not a date.').first().waitFor();
    expect(await save.isDisabled()).toBe(true);
    await joined.fill('16-11-2025');
    await save.click();
    await page.getByText('Age set to 83.5.').waitFor();
    const { fields } = await contactOf(client, uuid);
    expect(fields['age']).toBe('83.5');
    expect(fields['joined']).toMatch(/^2025-11-16T00:00:00/);
    await age.fill('');
    await save.click();
    await page.getByRole('button', { name: 'Discard changes' }).waitFor({ state: 'hidden' });
    expect((await contactOf(client, uuid)).fields['age']).toBe(null);
  });

  it('adds a person, and changes numbers, groups, language and notes in place; leaving unsaved asks', async () => {
    const { client, open } = await stage().desk();
    await createPeople(client, 1, { first: 700 });
    const { uuid: group } = await client.post('groups.json', { name: 'Farmers' });
    const page = await open();
    await page.getByRole('button', { name: 'Add contact' }).click();
    const sheet = page.getByRole('dialog', { name: 'Add contact' });
    await sheet.getByLabel('Name').fill('Cyd');
    await sheet.getByLabel('Phone number').fill('12');
    await sheet.getByRole('button', { name: 'Add contact' }).click();
    await sheet.getByRole('alert').waitFor();
    await sheet.getByLabel('Phone number').fill('+250788000701');
    await sheet.getByRole('button', { name: 'Add contact' }).click();
    await page.getByRole('heading', { name: 'Cyd', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Add a number or address' }).click();
    await page.getByLabel('Address').last().fill('+250788000702');
    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('option', { name: 'Kinyarwanda' }).click();
    await page.getByRole('button', { name: /^Groups Choose/ }).click();
    await page.getByRole('option', { name: 'Farmers' }).click();
    await page.keyboard.press('Escape');
    const questions: string[] = [];
    page.on('dialog', (dialog) => {
      questions.push(dialog.message());
      void dialog.dismiss();
    });
    await page.getByRole('link', { name: 'Archived' }).click();
    expect(questions).toEqual(['What you typed is not saved. Leave without it?']);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Language set to').first().waitFor();
    const cyd = await contactOf(client, 'tel:+250788000702');
    expect(cyd).toMatchObject({
      urns: ['tel:+250788000701', 'tel:+250788000702'],
      groups: [{ uuid: group }],
      language: 'kin',
    });
    await page.getByLabel('New note').fill('Asked for a call.');
    await page.getByRole('button', { name: 'Add note' }).click();
    // The box is emptied when the note is kept.
    await expect.poll(() => page.getByLabel('New note').inputValue(), { timeout: WAIT_LIMIT_MS }).toBe('');
    expect((await contactOf(client, cyd.uuid)).notes).toMatchObject([{ text: 'Asked for a call.' }]);
    await page.getByRole('link', { name: 'Archived' }).click();
    await page.getByText('Nobody is archived.').waitFor();
    expect(questions).toHaveLength(1);
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
    await page.getByRole('heading', { name: 'What happened' }).waitFor();
    expect(await page.getByRole('button', { name: /Archive|Save|Block/ }).count()).toBe(0);
    expect(page.url()).toContain(String(uuid));
  });
});

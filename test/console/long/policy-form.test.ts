/** A policy begins with an example, its form says all that the API takes, and each error stands at its field. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../support/api/client.ts';
import { ARCHIVING_FLOW } from '../../support/api/flows.ts';
import { NO_BROWSER } from '../support/chromium.ts';
import { press, tabTo } from '../support/keyboard.ts';
import { onConsoleStage } from '../support/stage.ts';

const stage = onConsoleStage();

const storedIn = async (client: Client) => (await client.get('policies.json')).results.slice(1);

/** Opens a select by its label and takes an option. */
async function choose(page: Page, label: string | RegExp, option: string): Promise<void> {
  await page.locator('#content').getByRole('button', { name: label }).first().click();
  await page.getByRole('option', { name: option }).first().click();
}

describe.skipIf(NO_BROWSER)('An example', () => {
  it('is chosen by keyboard, asks for its flow at its field, and becomes a policy in shadow', async () => {
    const own = await stage().desk();
    await own.client.post('flows.json', ARCHIVING_FLOW);
    const page = await own.open({ path: '/policies' });
    await tabTo(page, page.getByRole('radio', { name: /^Quiet people/ }));
    await page.keyboard.press('ArrowRight');
    const line = page.getByRole('list', { name: 'The policy as a line' });
    await line.getByText('After 499 days').waitFor();
    await press(page, page.getByRole('button', { name: 'Save as a policy' }));
    await page.getByText('This is needed.').waitFor();
    // The focus is at the field that lacks something.
    await expect.poll(() => page.evaluate('document.activeElement.getAttribute("aria-invalid")')).toBe('true');
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: 'Archive them' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByText('This is needed.').waitFor({ state: 'hidden' });
    await press(page, page.getByRole('button', { name: 'Save as a policy' }), 'Shift+Tab');
    const dialog = page.getByRole('dialog', { name: 'Save as a policy' });
    await dialog.getByText('What it would do if it were on').waitFor();
    await dialog.getByLabel('Name').fill('Win back');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Win back', level: 1 }).waitFor();
    expect(await storedIn(own.client)).toEqual([
      expect.objectContaining({
        state: 'shadow',
        stages: [
          expect.objectContaining({ do: 'flag', days: 90, after: null }),
          expect.objectContaining({ do: 'start_flow', days: null, after: 14, flow: ARCHIVING_FLOW.uuid }),
          expect.objectContaining({ do: 'archive', after: 30 }),
          expect.objectContaining({ do: 'delete', after: 365 }),
        ],
      }),
    ]);
  });

  it('keeps what was typed in it while another one is looked at', async () => {
    const page = await (await stage().desk()).open({ path: '/policies' });
    await page.getByLabel('Step 1: Days').fill('77');
    await page.getByRole('radio', { name: /^Opted out/ }).click();
    await page.getByText('After 31 days', { exact: true }).waitFor();
    await page.getByRole('radio', { name: /^Quiet people/ }).click();
    await page.getByText('After 77 days', { exact: true }).waitFor();
  });
});

describe.skipIf(NO_BROWSER)('The form', () => {
  it('says everything that the API takes', async () => {
    const own = await stage().desk();
    const { uuid: farmers } = await own.client.post('groups.json', { name: 'Farmers' });
    const { uuid: staff } = await own.client.post('groups.json', { name: 'Staff' });
    const page = await own.open({ path: '/policies' });
    await page.getByRole('radio', { name: 'Members of some groups' }).click();
    await choose(page, /^Groups/, 'Farmers');
    await page.keyboard.press('Escape');
    await choose(page, /^Not for these groups/, 'Staff');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Build a search' }).click();
    await page.getByRole('button', { name: 'Add condition' }).first().click();
    await page.getByRole('textbox', { name: 'Value of Name' }).fill('ann');
    await page.getByLabel('Step 2: Not before so many days').fill('130');
    await page.getByRole('button', { name: /^When it works/ }).click();
    await choose(page, /^From this hour on/, '14:00');
    await page.getByRole('checkbox', { name: 'Sunday' }).uncheck({ force: true });
    await page.getByLabel('Not on these days').fill('2026-12-25');
    await page.getByRole('button', { name: 'Add the day' }).click();
    await page.getByLabel('People a second, at most').fill('5');
    await page.getByRole('button', { name: /^What protects people/ }).click();
    await page.getByLabel('Brake: percent of the people').fill('10');
    await page.getByLabel('Brake: number of people').fill('');
    await page.getByLabel('Days of protection at first').fill('40');
    await page.getByLabel('Control group: percent').fill('5');
    await choose(page, /^Control group: a group/, 'Staff');
    await page.getByRole('button', { name: 'Save as a policy' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save as a policy' });
    await dialog.getByText('What it would do if it were on').waitFor();
    await dialog.getByLabel('Name').fill('All of it');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'All of it', level: 1 }).waitFor();
    const named = (uuid: string, name: string) => ({ uuid, name });
    expect(await storedIn(own.client)).toEqual([
      expect.objectContaining({
        ...{ groups: [named(farmers, 'Farmers')], exclude_groups: [named(staff, 'Staff')], query: 'name ~ "ann"' },
        ...{ clock: 'last_seen', hour: 14, days_off: ['2026-12-25'], max_rate: 5 },
        weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
        ...{ brake_share: 10, brake_contacts: null, wait_days: 40, control_share: 5 },
        control_group: named(staff, 'Staff'),
      }),
    ]);
    const [{ stages }] = await storedIn(own.client);
    expect(stages[1]).toMatchObject({ do: 'stop_sending', days: 130, after: 30 });
  });

  it.each([
    ['en-GB', 'Step 1: Days', /^Step 1: The workspace calls people dormant after 90 days/],
    ['fr-FR', 'Étape 1: Jours', /^Étape 1 : L’espace de travail marque les personnes comme dormantes après 90 jours/],
    ['es-ES', 'Paso 1: Días', /^Paso 1: El espacio de trabajo marca/],
  ])('shows what the service refuses at the step, in the language of %s', async (locale, label, refusal) => {
    const page = await (await stage().desk()).open({ path: '/policies', locale });
    await page.getByRole('radio').nth(1).click();
    await page.getByLabel(label).fill('30');
    await page.getByText(refusal).waitFor();
  });

  it('opens the part in which a number is out of its bounds', async () => {
    const own = await stage().desk();
    const made = await own.client.post('policies.json', { name: 'Rest', stages: [{ do: 'tell', days: 90 }] });
    const page = await own.open({ path: `/policies/${made.uuid}`, viewport: { width: 390, height: 900 } });
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('button', { name: /^What protects people/ }).click();
    await page.getByLabel('Days of protection at first').fill('400');
    await page.getByText('Type a whole number from 1 to 365.').waitFor();
    await page.getByLabel('Days of protection at first').fill('40');
    await page.getByRole('button', { name: 'Save a new version' }).click();
    await page.getByRole('dialog').getByText('Protection at first: 35 days → 40 days').waitFor();
  });

  it('does not write over what somebody else has changed meanwhile', async () => {
    const own = await stage().desk();
    const made = await own.client.post('policies.json', { name: 'Rest', stages: [{ do: 'tell', days: 90 }] });
    const page = await own.open({ path: `/policies/${made.uuid}` });
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Step 1: Days').fill('120');
    await own.client.post(`policies.json?uuid=${made.uuid}`, { wait_days: 99 });
    await page.getByRole('button', { name: 'Save a new version' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save a new version' });
    await dialog.getByText('What it would do if it were on').waitFor();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.getByText(/^The policy was changed by somebody else/).waitFor();
    expect(await storedIn(own.client)).toEqual([expect.objectContaining({ wait_days: 99, version: 2 })]);
  });
});

it.skipIf(NO_BROWSER)('The list is put in order by keyboard, and says the new place', async () => {
  const own = await stage().desk();
  for (const name of ['First', 'Second'])
    await own.client.post('policies.json', { name, stages: [{ do: 'tell', days: 90 }] });
  const page = await own.open({ path: '/policies' });
  const up = page.getByRole('button', { name: 'Move Second up' });
  await up.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Second is now in place 1.').waitFor({ state: 'attached' });
  expect((await storedIn(own.client)).map(({ name }: { readonly name: string }) => name)).toEqual(['Second', 'First']);
  // It is the first one now, and the focus is where it was.
  await expect.poll(() => up.getAttribute('aria-disabled')).toBe('true');
  expect(await up.evaluate('document.activeElement.getAttribute("aria-label")')).toBe('Move Second up');
});

/** A draft of a policy is played over the past by keyboard, is saved in shadow, and is switched on. */
import { beforeAll, describe, expect, it } from 'vitest';
import { type Client, createPeople } from '../support/api/client.ts';
import { NO_BROWSER } from './support/chromium.ts';
import { type Desk, onConsoleStage } from './support/stage.ts';

const stage = onConsoleStage();
let desk: Desk;

const DAY = 86_400_000;

interface Kept {
  readonly name: string;
  readonly state: string;
}

/** A person who wrote so many days ago. */
async function wrote(client: Client, number: number, ...daysAgo: number[]): Promise<void> {
  for (const days of daysAgo) {
    const occurred_on = new Date(Date.now() - days * DAY).toISOString();
    await client.post('events.json', {
      type: 'msg_received',
      urn: `tel:+25078800010${number}`,
      text: 'hi',
      occurred_on,
    });
  }
}

beforeAll(async () => {
  if (NO_BROWSER) return;
  desk = await stage().desk();
  // Two come back after 100 days, one after 20, and one stays quiet.
  await wrote(desk.client, 1, 300, 200);
  await wrote(desk.client, 2, 290, 190, 10);
  await wrote(desk.client, 3, 310, 290, 5);
  await wrote(desk.client, 4, 250);
  await stage().stage.settle();
});

describe.skipIf(NO_BROWSER)('Policies', () => {
  it('shows whom the first step would have taken, who wrote again, and how many come back', async () => {
    const page = await desk.open({ path: '/policies' });
    await page.getByRole('heading', { name: 'Policies', level: 1 }).waitFor();
    const line = page.getByRole('list', { name: 'The policy as a line' });
    expect(await line.getByRole('listitem').count()).toBe(3);
    // Quiet for more than 90 days: 300 to 200 and 200 to today; 290 to 190 and 190 to 10; 290 to 5; 250 to today.
    await page.getByText('The first step would have acted 6 times. Of these people, 4 wrote again later.').waitFor();
    await page.getByText(/^Of 6 cases of being quiet for more than 90 days, 3 wrote within 90 days more/).waitFor();
  });

  it('moves both charts with the slider, by keyboard', async () => {
    const page = await desk.open({ path: '/policies' });
    const slider = page.getByLabel('The first step after 90 days');
    await slider.focus();
    await page.keyboard.press('ArrowRight');
    await page.getByLabel('The first step after 105 days').waitFor();
    await page.getByText('The first step would have acted 4 times. Of these people, 2 wrote again later.').waitFor();
    await page.getByText(/^Of \d cases of being quiet for more than 105 days/).waitFor();
    await page.getByText('After 105 days', { exact: true }).waitFor();
  });

  it('says what is unknown as such, in French too', async () => {
    const page = await desk.open({ path: '/policies', locale: 'fr-FR' });
    await page.getByRole('heading', { name: 'Politiques', level: 1 }).waitFor();
    await page.getByText(/^Le gris est inconnu/).waitFor();
    await page.getByText(/^La première étape aurait agi 6 fois/).waitFor();
  });

  it('says of people who came with a past that theirs is not known, and draws no bars of 0', async () => {
    const own = await stage().desk();
    const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    for (const uuid of await createPeople(own.client, 2)) {
      await own.client.post(`contacts.json?uuid=${uuid}`, { created_on: ago(400) });
      await own.client.post(`contacts.json?uuid=${uuid}`, { last_seen_on: ago(200) });
    }
    await stage().stage.settle();
    const page = await own.open({ path: '/policies' });
    await page
      .getByText('It is not known whether the first step would have acted. This means unknown, not 0.')
      .waitFor();
    await page.getByText(/^2 people had been quiet for longer when they came here/).waitFor();
    expect(await page.getByText('Taken by the first step, by month').count()).toBe(0);
  });

  it('refuses what no policy can be, in words', async () => {
    const page = await desk.open({ path: '/policies' });
    await page.getByText(/^The first step would have acted/).waitFor();
    const box = page.getByRole('combobox', { name: 'Only people who match' });
    await box.fill('name = (');
    await page.getByText(/^Something above is missing or wrong/).waitFor();
    expect(await box.getAttribute('aria-invalid')).toBe('true');
  });
});

describe.skipIf(NO_BROWSER)('A policy that is kept', () => {
  it('goes from an empty list to a policy in shadow, and then on', async () => {
    const own = await stage().desk();
    // Else nobody would be told.
    await own.client.post('settings.json', { events: ['contact.changed'] });
    await wrote(own.client, 5, 200);
    await stage().stage.settle();
    const page = await own.open({ path: '/policies' });
    await page.getByText(/^There is no policy of your own yet/).waitFor();
    await page.getByRole('button', { name: 'Save as a policy' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save as a policy' });
    await dialog.getByText('Tell other programs: 1 person in the next night, 0 later').waitFor();
    await dialog.getByLabel('Name').fill('Quiet people');
    await page.keyboard.press('Tab');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Quiet people', level: 1 }).waitFor();
    await page.getByText('In shadow', { exact: true }).waitFor();
    await page.getByText(/^Nothing yet. In shadow/).waitFor();
    await page.getByRole('button', { name: 'Switch on' }).click();
    const asked = page.getByRole('dialog', { name: 'Switch on' });
    await asked.getByText(/not stopped, archived or deleted in the first 35 days/).waitFor();
    await asked.getByText('Tell other programs: 1 person in the next night, 0 later').waitFor();
    await asked.getByRole('button', { name: 'Switch on' }).click();
    await page.getByText('It acts each night.').waitFor();
    const { results } = await own.client.get('policies.json');
    expect(results.map(({ name, state }: Kept) => [name, state])).toEqual([
      ['Workspace settings', 'on'],
      ['Quiet people', 'on'],
    ]);
  });

  it('is changed by a version that says what it changes before and after, and keeps the rest', async () => {
    const own = await stage().desk();
    const made = await own.client.post('policies.json', {
      ...{ name: 'Quiet', query: 'name ~ ann', hour: 14, control_share: 5 },
      stages: [
        { do: 'tell', key: 'word', days: 90 },
        { do: 'archive', after: 30 },
      ],
    });
    const page = await own.open({ path: `/policies/${made.uuid}` });
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('combobox', { name: 'Only people who match' }).fill('');
    await page.getByLabel('Step 1: Days').fill('120');
    await page.getByRole('button', { name: 'Save a new version' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save a new version' });
    await dialog.getByText('This becomes version 2, and version 1 ends.').waitFor();
    await dialog.getByText('For whom: who match: name ~ "ann" → everybody').waitFor();
    await dialog.getByText('What it would do if it were on').waitFor();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('For whom: who match: name ~ "ann" → everybody').waitFor();
    const { results } = await own.client.get(`policies.json?uuid=${made.uuid}`);
    expect(results).toEqual([
      expect.objectContaining({ ...{ version: 2, query: null, hour: 14, control_share: 5, state: 'shadow' } }),
    ]);
    expect(results[0].stages).toEqual([
      expect.objectContaining({ do: 'tell', key: 'word', days: 120 }),
      expect.objectContaining({ do: 'archive', key: 'archive', after: 30 }),
    ]);
  });

  it('asks for the number of people by hand where a change protects them less, and says from when it acts', async () => {
    const own = await stage().desk();
    const stages = [
      { do: 'tell', days: 90 },
      { do: 'archive', after: 30 },
    ];
    const made = await own.client.post('policies.json', { name: 'Quiet', stages });
    await own.client.post(`policies.json?uuid=${made.uuid}`, { state: 'on' });
    const { count } = await own.client.post(`policy_previews.json?uuid=${made.uuid}`, { wait_days: 1 });
    const page = await own.open({ path: `/policies/${made.uuid}` });
    await page.getByText(/^No other program is connected that a step could tell/).waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('button', { name: /^What protects people/ }).click();
    await page.getByLabel('Days of protection at first').fill('1');
    await page.getByRole('button', { name: 'Save a new version' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save a new version' });
    await dialog.getByText(/^This protects people less than before/).waitFor();
    const save = dialog.getByRole('button', { name: 'Save', exact: true });
    expect(await save.isDisabled()).toBe(true);
    await dialog.getByRole('textbox').last().fill(String(count));
    await save.click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(/^A change protects people less than before, so the policy acts from/).waitFor();
  });

  it('is deleted after a question, and the list says so, in French and on a phone', async () => {
    const own = await stage().desk();
    const made = await own.client.post('policies.json', { name: 'Brève', stages: [{ do: 'tell', days: 90 }] });
    const viewport = { width: 390, height: 900 };
    const page = await own.open({ path: `/policies/${made.uuid}`, locale: 'fr-FR', viewport });
    await page.getByRole('button', { name: 'Supprimer la politique' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Supprimer la politique' }).click();
    await page.getByText(/^Vous n’avez pas encore de politique/).waitFor();
  });

  it('shows by night whom it would have taken, and what waits at the brake with the way to the decision', async () => {
    const own = await stage().desk();
    // Their day is this one: 90 whole days have passed.
    await wrote(own.client, 6, 91);
    await wrote(own.client, 7, 91);
    await stage().stage.settle();
    const rules = { stages: [{ do: 'tell', days: 90 }], hour: 0, brake_share: null, brake_month_share: null };
    const shadow = await own.client.post('policies.json', { ...rules, name: 'Counting' });
    const acting = await own.client.post('policies.json', { ...rules, name: 'Acting', brake_contacts: 1 });
    await own.client.post(`policies.json?uuid=${acting.uuid}`, { state: 'on' });
    await stage().stage.service.local('POST', 'schedules/turn-groups/run');
    await stage().stage.settle();
    const page = await own.open({ path: '/policies' });
    await page.getByText(/: Would have taken 2 people$/).waitFor();
    await page.getByText('Waits for a decision', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Acting' }).click();
    await page.getByText(/2 people would be taken in one night, and the brake is at 1\. Nothing is done/).waitFor();
    const why = page.getByText('It is the first night of this step, so everybody who is overdue is in it.');
    await why.waitFor();
    await page.getByRole('link', { name: 'Look and decide' }).click();
    await why.waitFor();
    await page.getByRole('button', { name: 'Approve' }).first().waitFor();
    await page.goto(page.url().replace(/\/jobs\/.*$/, `/policies/${shadow.uuid}`));
    await page.getByText('Tell other programs: 2 people').waitFor();
    await page.getByText(/^Switched on, the first night would/).waitFor();
    await page.getByRole('button', { name: 'Some of them: Tell other programs' }).click();
    await page.getByRole('link', { name: '+250788000106' }).waitFor();
  });
});

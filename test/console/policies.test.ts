/** A draft of a policy is played over the past, and what moves in it is moved by keyboard. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../support/api/client.ts';
import { NO_BROWSER } from './support/chromium.ts';
import { type Desk, onConsoleStage } from './support/stage.ts';

const stage = onConsoleStage();
let desk: Desk;

const DAY = 86_400_000;

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

  it('refuses what no policy can be, in words', async () => {
    const page = await desk.open({ path: '/policies' });
    await page.getByText(/^The first step would have acted/).waitFor();
    await page.getByLabel('Only people who match').fill('name = (');
    await page.getByRole('alert').first().waitFor();
  });
});

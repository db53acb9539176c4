/** The pictures of the guide of policies (docs/policies.md), and the past that they show. */
import type { Page } from 'playwright-core';
import { openApi } from '../api.ts';

/** @param act - brings the page to what is to be seen; `service` is the address of its console */
export type Picture = readonly [name: string, path: string, act: (page: Page, service: URL) => Promise<void>];

const WRITERS = 240;
const DAY_MS = 86_400_000;
/** So many days are played by night, and the people of each come to their day in it. */
const NIGHTS = 3;
/** For whom the policy in shadow is. */
const GROUP = 'Health messages';
const NAMES = [
  'Aline Uwase',
  'Chidi Okafor',
  'Fatou Diop',
  'Grace Nkansah',
  'Jean Mugisha',
  'Lwazi Dube',
  'Zainab Musa',
];

export const tokenOf = ({ hash }: URL): string => new URLSearchParams(hash.slice(1)).get('token') ?? '';

const post = (service: URL, endpoint: string, body: object) =>
  openApi(service.origin, tokenOf(service)).post(endpoint, body);

const control = (service: URL, path: string, body: object) =>
  fetch(`${service.origin}/_local/${path}`, { method: 'POST', body: JSON.stringify(body) });

const wrote = (service: URL, urn: string, days: number) =>
  post(service, 'events.json', {
    type: 'msg_received',
    urn,
    text: 'Muraho',
    occurred_on: new Date(Date.now() - days * DAY_MS).toISOString(),
  });

/** People who wrote over the last year, ever more seldom, so that a policy has a past. The same ones each time. */
export async function seedPast(service: URL): Promise<void> {
  for (let person = 0; person < WRITERS; person++) {
    let days = 340 - ((person * 7) % 120);
    let pause = 12 + ((person * 13) % 40);
    const most = 1 + ((person * 11) % 6);
    const urn = `tel:+2507890${String(10_000 + person)}`;
    for (let count = 0; count < most && days > 0; count++, days -= pause, pause = Math.round(pause * 1.4))
      await wrote(service, urn, days);
  }
  await post(service, 'groups.json', { name: GROUP });
  for (const [at, name] of NAMES.entries()) {
    const urn = `tel:+2507891${String(10_000 + at)}`;
    await post(service, 'contacts.json', { name, urns: [urn], groups: [GROUP] });
    await wrote(service, urn, 91 - (at % NIGHTS));
  }
}

const played = (page: Page) => page.getByText(/^The first step would have acted/).waitFor();

/** Pixels of the bars above all screens, under which a heading would lie. */
const BARS = 110;

async function scrollTo(page: Page, heading: string): Promise<void> {
  const found = page.getByRole('heading', { name: heading });
  await found.evaluate((element) => (element as unknown as { scrollIntoView(): void }).scrollIntoView());
  await page.evaluate(`scrollBy(0, -${BARS})`);
}

/** A policy in shadow, and some nights of it. */
async function nights(page: Page, service: URL): Promise<void> {
  const { uuid } = await post(service, 'policies.json', {
    name: 'Quiet people',
    groups: [GROUP],
    hour: 0,
    brake_share: 20,
    stages: [
      { do: 'tell', days: 90 },
      { do: 'stop_sending', after: 30 },
      { do: 'archive', after: 60 },
    ],
  });
  const begin = Date.now();
  for (let night = 0; night < NIGHTS; night++) {
    await control(service, 'clock', { now: new Date(begin + night * DAY_MS).toISOString() });
    await control(service, 'schedules/turn-groups/run', {});
    await fetch(`${service.origin}/_local/idle?timeout=60`);
  }
  await page.goto(`${service.origin}/policies/${uuid}`);
  await page.getByRole('button', { name: 'Some of them: Tell other programs' }).first().click();
  for (const name of NAMES.filter((_, at) => at % NIGHTS === NIGHTS - 1))
    await page.getByRole('link', { name }).waitFor();
  await scrollTo(page, 'Nights');
}

/** The form with its draft played, at a heading. */
const at = (name: string, heading: string): Picture => [
  name,
  '/policies',
  async (page) => {
    await played(page);
    await scrollTo(page, heading);
  },
];

export const POLICY_PICTURES: readonly Picture[] = [
  ['policies', '/policies', played],
  at('policies-form', 'Try a policy on the past'),
  at('policies-past', 'What would have happened'),
  at('policies-returns', 'How many quiet people come back'),
  [
    'policies-save',
    '/policies',
    async (page) => {
      await played(page);
      await page.getByRole('button', { name: 'Save as a policy' }).click();
      await page.getByText(/^The next night would cost/).waitFor();
      await page.getByRole('dialog').getByLabel('Name').fill('Quiet people');
    },
  ],
  ['policies-nights', '/policies', nights],
];

/**
 * `npm run screenshots`: makes the README's pictures of the console, of its own service with the seed programme or of
 * `CONSOLE_URL`; `-- policies` makes only that one. Needs chromium fonts-noto-core fonts-noto-cjk
 * fonts-noto-color-emoji (apt-get).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from 'playwright-core';

const ROOT = join(import.meta.dirname, '..');
const PICTURES = join(ROOT, 'docs/pictures');
const CONTACTS = 1_500;

/** Starts a service that keeps nothing; resolves with its console's address. */
function startService(): Promise<{ address: string; service: ChildProcess }> {
  const service = spawn(process.execPath, [join(ROOT, 'infra/local/main.ts')], {
    env: { ...process.env, PORT: '0', DATA_DIR: ':memory:' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    service.once('exit', () => reject(new Error('The service ended.')));
    if (!service.stdout) throw new Error('The service has no stdout.');
    createInterface(service.stdout).on('line', (line) => {
      const [, address] = /^console (\S+)$/.exec(line) ?? [];
      if (address !== undefined) resolve({ address, service });
    });
  });
}

async function seed({ origin, hash }: URL): Promise<void> {
  const token = new URLSearchParams(hash.slice(1)).get('token') ?? '';
  const args = [join(ROOT, 'scripts/seed.ts'), '--url', origin, '--token', token, '--contacts', String(CONTACTS)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error('The programme could not be made.');
}

const [WRITERS, DAY_MS] = [240, 86_400_000];

/** People who wrote over the last year, ever more seldom, so that a policy has a past. The same ones each time. */
async function seedPast({ origin, hash }: URL): Promise<void> {
  const token = new URLSearchParams(hash.slice(1)).get('token') ?? '';
  for (let person = 0; person < WRITERS; person++) {
    let [days, pause] = [340 - ((person * 7) % 120), 12 + ((person * 13) % 40)];
    const most = 1 + ((person * 11) % 6);
    for (let count = 0; count < most && days > 0; count++, days -= pause, pause = Math.round(pause * 1.4)) {
      const occurred_on = new Date(Date.now() - days * DAY_MS).toISOString();
      const urn = `tel:+2507890${String(10_000 + person)}`;
      await fetch(`${origin}/api/v2/events.json`, {
        method: 'POST',
        headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'msg_received', urn, text: 'Muraho', occurred_on }),
      });
    }
  }
}

type Picture = readonly [name: string, path: string, act: (page: Page) => Promise<void>];

const tick = async (page: Page, rows: readonly number[]) => {
  for (const row of rows) await page.getByRole('checkbox').nth(row).check({ force: true });
};

const PICTURES_OF: readonly Picture[] = [
  ['contacts', '/contacts/active', (page) => tick(page, [2, 3, 6])],
  [
    'action-sheet',
    '/contacts/active',
    async (page) => {
      await tick(page, [0]);
      await page.getByRole('button', { name: /^Select all \d/ }).click();
      await page.getByRole('button', { name: 'Archive', exact: true }).click();
      await page.getByText(/^Costs about/).waitFor();
    },
  ],
  ['dormancy', '/dormancy', (page) => page.getByText(/been quiet for more than/).waitFor()],
  ['policies', '/policies', (page) => page.getByText(/^The first step would have acted/).waitFor()],
  [
    'policies-past',
    '/policies',
    async (page) => {
      await page.getByText(/^The first step would have acted/).waitFor();
      const heading = page.getByRole('heading', { name: 'What would have happened' });
      await heading.evaluate((element) => (element as unknown as { scrollIntoView(): void }).scrollIntoView());
    },
  ],
  ['flows', '/flows', (page) => page.getByRole('button', { name: 'New flow' }).click()],
];

/** Names of pictures; all when none is given. */
const wanted = process.argv.slice(2);
const own = process.env['CONSOLE_URL'] === undefined ? await startService() : null;
const address = new URL(own?.address ?? String(process.env['CONSOLE_URL']));
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium' });
try {
  if (own) await seed(address);
  if (own) await seedPast(address);
  mkdirSync(PICTURES, { recursive: true });
  for (const [name, path, act] of PICTURES_OF) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-GB',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.goto(`${address.origin}${path}${address.hash}`);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    await page.getByText('Loading').first().waitFor({ state: 'hidden' });
    await act(page);
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    await context.close();
    console.log(`docs/pictures/${name}.png`);
  }
} finally {
  await browser.close();
  own?.service.kill('SIGINT');
}

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
import { openApi } from './api.ts';
import { uploadFile } from './import/send.ts';
import { type Picture, POLICY_PICTURES, seedPast, tokenOf } from './screenshots/policies.ts';
import { fill } from './seed/fill.ts';

const ROOT = join(import.meta.dirname, '..');
const PICTURES = join(ROOT, 'docs/pictures');

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

const seed = (service: URL): Promise<void> =>
  fill(openApi(service.origin, tokenOf(service)), {
    contacts: 1_500,
    seed: 1,
    today: new Date(),
    upload: uploadFile,
  });

const tick = async (page: Page, rows: readonly number[]) => {
  for (const row of rows) await page.getByRole('checkbox').nth(row).check({ force: true });
};

const PICTURES_OF: readonly Picture[] = [
  ['home', '/', async () => {}],
  ['contacts', '/contacts/active?sort=-last_seen_on', (page) => tick(page, [2, 3, 6])],
  [
    'action-sheet',
    '/contacts/active?sort=-last_seen_on',
    async (page) => {
      await tick(page, [0]);
      await page.getByRole('button', { name: /^Select all \d/ }).click();
      await page.getByRole('button', { name: 'Archive', exact: true }).click();
      await page.getByText(/^(?:Costs|Takes) about/).waitFor();
    },
  ],
  ['dormancy', '/dormancy', (page) => page.getByText(/been quiet for more than/).waitFor()],
  ['flows', '/flows', (page) => page.getByRole('button', { name: 'New flow' }).click()],
  // The last ones, because their nights move the clock.
  ...POLICY_PICTURES,
];

/** Names of pictures; all when none is given. */
const wanted = process.argv.slice(2);
const own = process.env['CONSOLE_URL'] === undefined ? await startService() : null;
const address = new URL(own?.address ?? String(process.env['CONSOLE_URL']));
const browser = await chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium' });
try {
  if (own) await seed(address);
  if (own) await seedPast(address);
  const isWanted = ([name]: Picture) => wanted.length === 0 || wanted.includes(name);
  mkdirSync(PICTURES, { recursive: true });
  for (const [name, path, act] of PICTURES_OF.filter(isWanted)) {
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
    await act(page, address);
    await page.screenshot({ path: join(PICTURES, `${name}.png`) });
    await context.close();
    console.log(`docs/pictures/${name}.png`);
  }
} finally {
  await browser.close();
  own?.service.kill('SIGINT');
}

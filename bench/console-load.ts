/**
 * Measures how the list of contacts loads over slow 4G with a processor that is four times slower, how long the page's
 * thread is held when one ticks, pages and types, and how many requests each screen makes.
 */
import { cpus, loadavg } from 'node:os';
import type { CDPSession, Page } from 'playwright-core';
import { builtConsole } from '../infra/local/console/build.ts';
import { launch } from '../test/console/support/chromium.ts';
import { openWorkspaces } from '../test/support/workspaces.ts';
import { populate } from './support/population.ts';
import { startRunning } from './support/running.ts';
import { table, whole } from './support/table.ts';

/** Slow 4G as Lighthouse has it. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1_638_400 / 8, uploadThroughput: 768_000 / 8 };
const SLOWER = 4;
/** Loads of the list, of which the median counts. */
const LOADS = 5;
const SETTLE_SECONDS = 1_800;
/** Milliseconds of quiet after which a screen has asked for all that it needs. */
const QUIET = 1_500;

/** Keeps in the page its largest paint, and each task that held the thread for 50 ms or more. */
const WATCH = `window.seen = { paint: 0, tasks: [] };
new PerformanceObserver((list) => { for (const one of list.getEntries()) seen.paint = one.startTime; })
  .observe({ type: 'largest-contentful-paint', buffered: true });
new PerformanceObserver((list) => { for (const one of list.getEntries()) seen.tasks.push(one.duration); })
  .observe({ type: 'longtask', buffered: true });`;

const SCREENS = [
  ...['/', '/contacts/active', '/groups', '/flows', '/dormancy', '/policies', '/imports', '/jobs', '/suppressions'],
  ...['/erasures', '/audit-log', '/settings'],
];

interface Load {
  readonly paint: number;
  readonly bytes: number;
  readonly requests: number;
}

interface Measured {
  readonly contacts: number;
  readonly loads: readonly Load[];
  /** The longest task in milliseconds, by what one does. */
  readonly tasks: Readonly<Record<string, number>>;
  readonly requests: Readonly<Record<string, readonly string[]>>;
}

async function load(page: Page, session: CDPSession, url: string): Promise<Load> {
  await session.send('Network.clearBrowserCache');
  let [bytes, requests] = [0, 0];
  const count = ({ encodedDataLength }: { encodedDataLength: number }) => {
    bytes += encodedDataLength;
    requests += 1;
  };
  session.on('Network.loadingFinished', count);
  await page.goto(`${url}/contacts/active`);
  await page.locator('tbody a[href^="/contact/"]').nth(49).waitFor();
  const [bytesThen, requestsThen] = [bytes, requests];
  await page.waitForTimeout(QUIET);
  session.off('Network.loadingFinished', count);
  const paint = (await page.evaluate('seen.paint')) as number;
  return { paint, bytes: bytesThen, requests: requestsThen };
}

/** The longest task while something is done, in milliseconds; 0 for none of 50 or more. */
async function longest(page: Page, act: () => Promise<void>): Promise<number> {
  await page.waitForTimeout(QUIET);
  await page.evaluate('seen.tasks.length = 0');
  await act();
  await page.waitForTimeout(QUIET);
  return Math.max(0, ...((await page.evaluate('seen.tasks')) as number[]));
}

/** What a screen asks the API for when it is opened from another one, without its files. */
async function requestsOf(page: Page, path: string): Promise<string[]> {
  await page.evaluate("history.pushState(null, '', '/nowhere')");
  await page.waitForTimeout(QUIET);
  const asked: string[] = [];
  const note = (request: { url(): string }) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/')) asked.push(pathname.replace(/^\/api\/v2\//, ''));
  };
  page.on('request', note);
  await page.evaluate(`history.pushState(null, '', '${path}')`);
  await page.waitForTimeout(2 * QUIET);
  page.off('request', note);
  return asked;
}

/** @param contacts - of the workspace whose list is loaded */
export async function measureLoad(contacts: number): Promise<Measured> {
  await builtConsole();
  const { service, data } = await startRunning();
  const browser = await launch();
  try {
    const { token, workspace } = await (await openWorkspaces(service))();
    await populate(data, workspace, contacts);
    await service.idle(SETTLE_SECONDS);
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.addInitScript(WATCH);
    await page.goto(`${service.url}/groups#token=${token}`);
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: /^Groups/ }).waitFor();
    const requests: Record<string, string[]> = {};
    for (const path of SCREENS) requests[path] = await requestsOf(page, path);
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', SLOW_4G);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const loads: Load[] = [];
    for (let at = 0; at < LOADS; at++) loads.push(await load(page, session, service.url));
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    const boxes = page.locator('tbody input[type=checkbox]');
    const search = page.getByRole('combobox', { name: 'Search contacts' });
    const tasks = {
      'ticking five rows': await longest(page, async () => {
        for (let at = 0; at < 5; at++) await boxes.nth(at).click({ force: true });
      }),
      paging: await longest(page, () => page.getByRole('button', { name: 'Next page' }).click()),
      typing: await longest(page, () => search.pressSequentially('person', { delay: 60 })),
    };
    return { contacts, loads, tasks, requests };
  } finally {
    await browser.close();
    await service.stop();
  }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

export function loadTable({ contacts, loads, tasks, requests }: Measured): string {
  const of = (key: keyof Load) => median(loads.map((one) => one[key]));
  return `## The list of contacts over slow 4G

\`npm run bench -- load\`: the list of ${whole(contacts)} contacts, nothing cached, 1.6 Mbit/s and 150 ms, a processor slowed down four times, of ${LOADS} loads the median;
then the longest task of the page's thread at full speed (none is 0; shorter ones than 50 ms are not seen), and what each screen asks the API for when it is opened.
At a load average of ${whole(loadavg()[0] ?? 0)} on ${cpus().length} processors. Aims: 2,500 ms, 200 ms, 3 requests a screen.

${table([
  ['largest paint, ms', 'kB until the rows are there', 'requests until then', ...Object.keys(tasks)],
  [whole(of('paint')), whole(of('bytes') / 1_000), whole(of('requests')), ...Object.values(tasks).map(whole)],
])}

${table([['screen', 'requests', 'what'], ...Object.entries(requests).map(([path, asked]) => [path, whole(asked.length), asked.join(', ')])])}`;
}

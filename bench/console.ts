/** Measures the console in Chromium. Aims: a folder of 100,000 opens like one of 100; 100 ms from tick to paint. */
import { loadavg } from 'node:os';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { builtConsole } from '../infra/local/console/build.ts';
import { launch } from '../test/console/support/chromium.ts';
import { openWorkspaces } from '../test/support/workspaces.ts';
import { populate } from './support/population.ts';
import { startRunning } from './support/running.ts';
import { table, whole } from './support/table.ts';

/** Openings of each folder, in turn, and ticks in each. */
const SAMPLES = 15;
const SETTLE_SECONDS = 1_800;

interface ConsoleTime {
  readonly contacts: number;
  /** Milliseconds. */
  readonly opens: Spread;
  readonly ticks: Spread;
  /** Processor time of the page's thread for a tick, in milliseconds, which other work does not change. */
  readonly processor: Spread;
}

interface Spread {
  readonly best: number;
  readonly median: number;
  readonly most: number;
}

interface Sample {
  readonly opens: number;
  readonly ticks: number;
  readonly processor: number;
}

interface Tab {
  readonly contacts: number;
  readonly page: Page;
  readonly session: CDPSession;
  readonly samples: Sample[];
}

/** Runs in the page: from a click to the paint after its result appears. */
const UNTIL_PAINT = `(click, isThere) => new Promise((resolve) => {
  const begun = performance.now();
  const look = () => {
    if (!isThere()) return requestAnimationFrame(look);
    const painted = new MessageChannel();
    painted.port1.onmessage = () => resolve(performance.now() - begun);
    requestAnimationFrame(() => painted.port2.postMessage(null));
  };
  click();
  look();
})`;

const OPEN = `(${UNTIL_PAINT})(
  () => document.querySelector('nav a[href="/contacts/active"]').click(),
  () => document.querySelectorAll('tbody a[href^="/contact/"]').length >= 50,
)`;

const tick = (row: number): string => `(() => {
  const box = document.querySelectorAll('tbody input[type=checkbox]')[${row}];
  const before = box.checked;
  return (${UNTIL_PAINT})(() => box.click(), () => document.querySelectorAll('tbody input[type=checkbox]')[${row}].checked !== before);
})()`;

/** Opens the folder from another screen, with nothing cached, and ticks one row. */
async function sample({ page, session }: Tab, url: string, row: number): Promise<Sample> {
  await page.goto(`${url}/groups`);
  await page.getByRole('heading', { level: 1, name: /^Groups/ }).waitFor();
  await page.waitForLoadState('networkidle');
  const opens = (await page.evaluate(OPEN)) as number;
  await page.waitForLoadState('networkidle');
  const before = await processorTime(session);
  const ticks = (await page.evaluate(tick(row))) as number;
  return { opens, ticks, processor: (await processorTime(session)) - before };
}

/** The page's thread so far, in milliseconds. */
async function processorTime(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
}

async function signedIn(browser: Browser, url: string, token: string): Promise<Pick<Tab, 'page' | 'session'>> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(`${url}/groups#token=${token}`);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /^Groups/ }).waitFor();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return { page, session };
}

/** @param sizes - contacts of each workspace, smallest first */
export async function measureConsole(sizes: readonly number[]): Promise<ConsoleTime[]> {
  await builtConsole();
  const { service, data } = await startRunning();
  const browser = await launch();
  try {
    const newWorkspace = await openWorkspaces(service);
    const tabs: Tab[] = [];
    for (const contacts of sizes) {
      const { token, workspace } = await newWorkspace();
      await populate(data, workspace, contacts);
      await service.idle(SETTLE_SECONDS);
      tabs.push({ contacts, ...(await signedIn(browser, service.url, token)), samples: [] });
    }
    // The first ones are slower, because code is not compiled yet.
    for (let round = -2; round < SAMPLES; round++)
      for (const tab of tabs) {
        const taken = await sample(tab, service.url, 3 + (Math.abs(round) % 20));
        if (round >= 0) tab.samples.push(taken);
      }
    return tabs.map(({ contacts, samples }) => ({
      contacts,
      opens: spreadOf(samples.map(({ opens }) => opens)),
      ticks: spreadOf(samples.map(({ ticks }) => ticks)),
      processor: spreadOf(samples.map(({ processor }) => processor)),
    }));
  } finally {
    await browser.close();
    await service.stop();
  }
}

function spreadOf(times: number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  return { best: at(0), median: at(0.5), most: at(0.95) };
}

const shown = ({ best, median, most }: Spread): string => `${whole(best)} / ${whole(median)} / ${whole(most)}`;

export function consoleTable(measured: readonly ConsoleTime[]): string {
  const [few, many] = [measured[0], measured.at(-1)];
  const ratio = few && many ? many.opens.median / few.opens.median : 0;
  const isLevel = ratio <= 1.2;
  const isQuick = measured.every(({ ticks }) => ticks.median < 100);
  return `## The console in Chromium

Until fifty rows are painted after a click on the folder, nothing of it read before, and from a tick to its paint, of ${SAMPLES} in turn: best, median, and 95th
percentile. The last column is processor time of the page's thread for a tick, which a busy machine does not lengthen as it does the others. Aims: the largest folder
opens as fast as the smallest (medians, +20 %): ${ratio.toFixed(2)}, ${isLevel ? '**reached**' : '**not reached**'}; 100 ms from a tick to its paint: ${isQuick ? '**reached**' : '**not reached**'} in this run, at
a load average of ${whole(loadavg()[1] ?? 0)}.

${table([
  ['contacts in the folder', 'opens, ms', 'tick to paint, ms', 'processor time of a tick, ms'],
  ...measured.map(({ contacts, opens, ticks, processor }) => [
    whole(contacts),
    shown(opens),
    shown(ticks),
    shown(processor),
  ]),
])}`;
}

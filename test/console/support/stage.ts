import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import { openStage, type RunningStage } from '../../journeys/stage.ts';
import { type Client, openClient } from '../../support/api/client.ts';
import { SPOKEN } from '../../support/languages.ts';
import { WAIT_LIMIT_MS } from '../../support/wait-limit.ts';
import { openWorkspaces } from '../../support/workspaces.ts';
import { launch, NO_BROWSER } from './chromium.ts';

interface Opening extends BrowserContextOptions {
  /** Where the page starts. */
  readonly path?: string;
  /** Another token than the workspace's administrator's; null: the page is not signed in. */
  readonly token?: string | null;
}

/** A workspace of its own, with the API beside the browser. */
export interface Desk {
  readonly client: Client;
  readonly token: string;
  /** A new tab in a browser profile of its own. */
  open(opening?: Opening): Promise<Page>;
}

interface ConsoleStage {
  readonly stage: RunningStage;
  readonly browser: Browser;
  desk(): Promise<Desk>;
}

/** What a page must never do: throw, violate its own policy, or ask another host for something. */
interface Watched {
  readonly page: Page;
  readonly wrong: string[];
}

/** The button that agrees to a link, in every language. */
const OPEN = new RegExp(`^(?:${SPOKEN.map(([, { link }]) => link.open).join('|')})$`);

/** The browser that the files of this process share; each page has a profile of its own. It ends with the process. */
let sharedBrowser: Promise<Browser> | undefined;

/** The service and the browser that files of tests share. After each test no page may have complained. */
export function onConsoleStage(): () => ConsoleStage {
  let opened: ConsoleStage | null = null;
  let watched: Watched[] = [];
  beforeAll(async () => {
    if (NO_BROWSER) return;
    sharedBrowser ??= launch();
    const [stage, browser] = await Promise.all([openStage(), sharedBrowser]);
    const newWorkspace = await openWorkspaces(stage.service);
    const desk = async (): Promise<Desk> => {
      const { token } = await newWorkspace();
      const client = openClient(stage.service, token);
      const open = async ({ path = '/contacts/active', token: other = token, ...options }: Opening = {}) => {
        const one = watch(await newPage(browser, options), stage.url);
        watched.push(one);
        await one.page.goto(`${stage.url}${path}${other === null ? '' : `#token=${other}`}`);
        if (other !== null) await one.page.getByRole('button', { name: OPEN }).click();
        return one.page;
      };
      return { client, token, open };
    };
    opened = { stage, browser, desk };
  });
  afterEach(async () => {
    const wrong = watched.flatMap((one) => one.wrong);
    for (const { page } of watched) await page.context().close();
    watched = [];
    expect(wrong).toEqual([]);
  });
  afterAll(() => opened?.stage.service.stop());
  return () => {
    if (opened === null) throw new Error('The stage is not open.');
    return opened;
  };
}

async function newPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Africa/Kigali',
    reducedMotion: 'reduce',
    ...options,
  });
  // A state that was waited for is there or it is not; how long it takes is the machine's affair.
  context.setDefaultTimeout(WAIT_LIMIT_MS);
  return context.newPage();
}

function watch(page: Page, url: string): Watched {
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted Type/i.test(message.text())) wrong.push(message.text());
  });
  page.on('request', (request) => {
    // Files go to the bucket, which is another server of the same host.
    if (!request.url().startsWith('data:') && hostOf(request.url()) !== hostOf(url)) wrong.push(request.url());
  });
  return { page, wrong };
}

const hostOf = (url: string): string => new URL(url).hostname;

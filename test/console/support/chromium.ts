import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of this machine; undefined where there is none, which is said once. */
const CHROMIUM = PLACES.find((path) => path !== undefined && existsSync(path));

/** Tests in a browser are skipped where there is none: .ci/run tries to install one. */
export const NO_BROWSER = CHROMIUM === undefined;
if (NO_BROWSER) console.log('No Chromium: apt-get install --no-install-recommends chromium, or set CHROMIUM.');

export async function launch(): Promise<Browser> {
  if (CHROMIUM === undefined) throw new Error('No Chromium: apt-get install --no-install-recommends chromium.');
  return chromium.launch({ executablePath: CHROMIUM });
}

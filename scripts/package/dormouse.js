#!/usr/bin/env node
/** `npx dormouse`, and `npx dormouse import` or `migrate`: runs what `npm run package` has built. Caches go into the data folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST = 24;
if (Number.parseInt(process.versions.node, 10) < OLDEST) {
  console.error(
    `Node ${OLDEST} or later is needed, and this is Node ${process.versions.node}. Install it, and start again.`,
  );
  process.exit(1);
}

const { env } = process;
const here = dirname(fileURLToPath(import.meta.url));
env.ASSEMBLY ||= join(here, 'assembly');
env.CONSOLE ||= join(here, 'console');

/** Nobody else may write where compiled code is kept. */
function forThisRun() {
  const folder = mkdtempSync(join(tmpdir(), 'dormouse-compiled-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const keepsNothing = env.DATA_DIR === ':memory:' || process.argv.some((one) => one.startsWith('--try'));
env.NODE_COMPILE_CACHE ||= keepsNothing ? forThisRun() : join(env.DATA_DIR || '.dormouse', 'compiled');
const COMMANDS = ['import', 'migrate'];
const command = COMMANDS.find((one) => one === process.argv[2]);
// Commands read their arguments as if they had been started by themselves.
if (command !== undefined) process.argv.splice(2, 1);
await import(`./${command ?? 'main'}.js`);

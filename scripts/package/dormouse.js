#!/usr/bin/env node
/** `npx dormouse`: runs what `npm run package` has built. Caches go into the data folder. */
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

const keepsNothing = env.DATA_DIR === ':memory:' || process.argv.includes('--try');
env.NODE_COMPILE_CACHE ||= keepsNothing ? forThisRun() : join(env.DATA_DIR || '.dormouse', 'compiled');
await import('./main.js');

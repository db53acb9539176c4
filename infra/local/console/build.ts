import { spawn } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
/** Where the built console is. */
export const CONSOLE_DIST = join(ROOT, 'console/dist');

/** What the console is made of, besides packages. */
const SOURCES = ['console/**/*', 'shared/query/**/*.ts', 'functions/workspace/openapi.json', 'package-lock.json'];
const NOT_SOURCES = ['console/dist/**', 'console/common/api/schema.d.ts'];

const changedAt = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Whether there is a built console, of sources however old. */
export const isBuilt = (): boolean => changedAt(join(CONSOLE_DIST, 'index.html')) > 0;

/** Whether the built console is of the sources as they are now. */
export function isFresh(): boolean {
  const built = changedAt(join(CONSOLE_DIST, 'index.html'));
  return globSync(SOURCES, { cwd: ROOT, exclude: NOT_SOURCES }).every((file) => changedAt(join(ROOT, file)) <= built);
}

/** Builds the console, in seconds, in a process of its own. Rejects with what the build has said, or when `signal` ends it. */
export async function buildConsole(signal?: AbortSignal): Promise<void> {
  const said: Buffer[] = [];
  const child = spawn(process.execPath, [join(ROOT, 'scripts/console.ts')], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal && { signal }),
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  // Its end is seen below.
  child.once('error', () => undefined);
  const code = await new Promise((resolve) => child.once('close', resolve));
  signal?.throwIfAborted();
  if (code !== 0) throw new Error(`The console could not be built: ${Buffer.concat(said).toString().trim()}`);
}

import { join } from 'node:path';
import { type BuildOptions, CACHE, cached, keptIn, runBuilder } from '../build-cache.ts';
import { filesOf, hashOf, PACKAGES, type Sources } from '../source-hash.ts';

const ROOT = join(import.meta.dirname, '../../..');
const STORE = join(CACHE, 'console');

/** What the console is made of. Files that are made of the API's description are left out. */
export const CONSOLE_SOURCES: Sources = {
  paths: [
    ...PACKAGES,
    'console',
    'docs/guides',
    'functions/workspace/openapi.json',
    'scripts/console.ts',
    'scripts/console-guides.ts',
    'scripts/console-lighter.ts',
    'scripts/console-texts.ts',
    'scripts/console-types.ts',
    'scripts/openapi/choices.ts',
    'shared/query',
  ],
  except: /^console\/common\/api\/(?:schema\.d|choices)\.ts$|^(?:console|shared)\/.*\.md$/,
};

const filesIn = (directory: string): string => join(directory, 'dist');

/** The console built of the present sources, packed by brotli (`.br`) too. Rejects when it cannot be built. */
export async function builtConsole(options: BuildOptions = {}): Promise<string> {
  const hash = () => hashOf(ROOT, filesOf(ROOT, CONSOLE_SOURCES));
  const build = (directory: string, signal?: AbortSignal) =>
    runBuilder([join(ROOT, 'scripts/console.ts'), filesIn(directory)], 'The console could not be built.', signal);
  return filesIn(await cached({ store: STORE, hash, build, ...options }));
}

/** The last used console, however old; null when there is none. */
export function latestConsole(): string | null {
  const [directory] = keptIn(STORE);
  return directory === undefined ? null : filesIn(directory);
}

import { existsSync } from 'node:fs';
import type { Server } from 'node:http';
import { basename, dirname, join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer, type FSWatcher, type ViteDevServer } from 'vite';
import { ROOT } from '../../bundles/esbuild-options.ts';
import { changedFiles, readRecord } from '../assembly/source-record.ts';
import { isConsolePath } from '../console/site.ts';
import type { Additions } from '../runner.ts';
import { createRebuilder } from './rebuild.ts';
import { createSavedFunctions } from './saved-functions.ts';

/** Editors and checkouts write several files at once. */
const SAVE_MS = 30;
const LOOK_MS = 20;

/** `npm run dev`: functions and screens follow their files. */
interface Development {
  readonly additions: Pick<Additions, 'pages' | 'directoryOf'>;
  /** Serves the console's sources and watches files; `api` is the server that receives the requests for pages. */
  open(api: Server): Promise<true>;
  stop(): Promise<void>;
}

const CONSOLE = join(ROOT, 'console');
const WATCHED = ['functions', 'infra', 'shared', 'cdk.json', 'package.json', 'package-lock.json', 'tsconfig.json'];

const RUNNER = /^infra\/local\/.*\.[jt]s$/;
const START_AGAIN = 'Stop npm run dev and start it again.';

/** @param assembly - of the present sources; refused when it was not made by `synthesise.ts` */
export function startDevelopment(assembly: string, say: (line: string) => void): Development {
  const record = readRecord(assembly);
  if (record === null) throw new Error('npm run dev runs the sources: leave ASSEMBLY out.');
  const rebuilder = createRebuilder(join(assembly, `saved.${process.pid}`));
  const functions = createSavedFunctions(record, rebuilder, say);
  let vite: ViteDevServer | null = null;

  function saved(paths: ReadonlySet<string>): void {
    if ([...paths].every((path) => path.startsWith('console/'))) return;
    functions.saved(paths);
    const runner = [...paths].find((path) => RUNNER.test(path));
    if (runner !== undefined) say(`${runner} is part of the runner. ${START_AGAIN}`);
    const app = record?.templates.files.find((path) => paths.has(path));
    if (app !== undefined) say(`${app} may change the templates, which run as they were. ${START_AGAIN}`);
  }

  return {
    additions: {
      directoryOf: ({ name, directory }) => functions.directoryOf(name, directory),
      pages(incoming, response) {
        if (vite === null || !isConsolePath(incoming.url ?? '/')) return false;
        vite.middlewares(incoming, response);
        return true;
      },
    },
    async open(api) {
      const server = { middlewareMode: true, ws: { server: api } };
      vite = await createServer({ configFile: join(CONSOLE, 'vite.config.ts'), logLevel: 'warn', server });
      const absolute = (paths: readonly string[]) => paths.map((path) => join(ROOT, path));
      const watched = { paths: absolute(WATCHED), files: absolute(Object.keys(record.files)) };
      await watchSaves(vite.watcher, watched, (paths) =>
        saved(new Set([...paths].map((path) => relative(ROOT, path)))),
      );
      // Files may have been saved before they were watched.
      saved(changedFiles(record));
      return true;
    },
    async stop() {
      await vite?.close();
      functions.stop();
      await rebuilder.stop();
    },
  };
}

/**
 * Calls `saved` with the absolute paths of each save of files and folders. Resolves when all are watched.
 * @param watcher - Vite's, because Node's own loses a file that an editor has replaced by renaming
 */
async function watchSaves(
  watcher: FSWatcher,
  { paths, files }: { readonly paths: readonly string[]; readonly files: readonly string[] },
  saved: (paths: ReadonlySet<string>) => void,
): Promise<void> {
  let batch = new Set<string>();
  const flush = () => {
    const all = batch;
    batch = new Set();
    saved(all);
  };
  watcher.on('all', (_, path) => {
    if (batch.size === 0) setTimeout(flush, SAVE_MS);
    batch.add(path);
  });
  watcher.add(paths);
  while (!isWatched(watcher, files)) await sleep(LOOK_MS);
}

function isWatched(watcher: FSWatcher, files: readonly string[]): boolean {
  const watched = watcher.getWatched();
  return files.every((file) => watched[dirname(file)]?.includes(basename(file)) || !existsSync(file));
}

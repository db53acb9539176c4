import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildContext, build, context, stop } from 'esbuild';
import { companionOptions, type Entry, functionOptions } from '../../bundles/esbuild-options.ts';
import { folderOf, writeFolder } from '../../bundles/folder.ts';

interface Rebuilt {
  readonly directory: string;
  readonly sources: readonly string[];
}

export interface Rebuilder {
  /** Builds a function into a folder of its own. Rejects with esbuild's `BuildFailure` when a source has an error. */
  rebuild(entry: Entry): Promise<Rebuilt>;
  /** Ends the compiler and deletes the folders. */
  stop(): Promise<void>;
}

/** A context holds the files that esbuild has read for one function: 70 MB. It halves the time of the next build. */
const CONTEXTS = 4;

type FunctionContext = BuildContext<ReturnType<typeof optionsOf>>;

// The caller reports errors.
const QUIET = { logLevel: 'silent', sourcemap: false } as const;
const optionsOf = (entry: Entry, outdir: string) => ({ ...functionOptions([entry], outdir), ...QUIET });

/** Builds functions one at a time, each incrementally. */
export function createRebuilder(outdir: string): Rebuilder {
  const contexts = new Map<string, FunctionContext>();
  const versions = new Map<string, number>();
  let last: Promise<unknown> = Promise.resolve();

  async function contextOf(entry: Entry): Promise<FunctionContext> {
    const found = contexts.get(entry.name) ?? (await context(optionsOf(entry, outdir)));
    // The last used context is the last in the map.
    contexts.delete(entry.name);
    contexts.set(entry.name, found);
    const [oldest] = contexts;
    if (contexts.size > CONTEXTS && oldest) {
      contexts.delete(oldest[0]);
      await oldest[1].dispose();
    }
    return found;
  }

  /** The version before stays, because a running environment may still read its companions. */
  function nextDirectory(name: string): string {
    const version = (versions.get(name) ?? 0) + 1;
    versions.set(name, version);
    rmSync(join(outdir, `${name}.${version - 2}`), { recursive: true, force: true });
    return join(outdir, `${name}.${version}`);
  }

  async function rebuild(entry: Entry): Promise<Rebuilt> {
    const built = await (await contextOf(entry)).rebuild();
    const folder = await folderOf(entry, built, (companion) =>
      build({ ...companionOptions(companion, outdir), ...QUIET }),
    );
    const directory = nextDirectory(entry.name);
    writeFolder(directory, folder);
    return { directory, sources: folder.sources };
  }

  return {
    rebuild(entry) {
      const rebuilt = last.then(() => rebuild(entry));
      last = rebuilt.catch(() => undefined);
      return rebuilt;
    },
    async stop() {
      await last;
      await Promise.all([...contexts.values()].map((one) => one.dispose()));
      await stop();
      rmSync(outdir, { recursive: true, force: true });
    },
  };
}

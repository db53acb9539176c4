import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build, type Metafile, stop } from 'esbuild';
import type { Companion } from './companions.ts';
import { companionOptions, type Entry, functionOptions } from './esbuild-options.ts';
import { type Built, type Folder, folderOf, writeFolder } from './folder.ts';

export interface Bundled {
  /** The content of each bundle, with sizes. */
  readonly outputs: Metafile['outputs'];
  /** The sources of each folder, by the function's name. */
  readonly sources: ReadonlyMap<string, Folder['sources']>;
}

/**
 * Bundles functions with their companions into `<outdir>/<name>/` (absolute): what Lambda loads and the local runner
 * runs. Throws for an entry file that is missing or does not build. Why CommonJS: docs/adr/006-cjs-bundles.md.
 */
export async function bundle(functions: readonly Entry[], outdir: string): Promise<Bundled> {
  try {
    const built = await build(functionOptions(functions, outdir));
    const companions = new Map<Companion, Promise<Built>>();
    const companion = (one: Companion): Promise<Built> => {
      const building = companions.get(one) ?? build(companionOptions(one, outdir));
      companions.set(one, building);
      return building;
    };
    const sources = new Map<string, Folder['sources']>();
    for (const one of functions) {
      const folder = await folderOf(one, built, companion);
      writeFolder(join(outdir, one.name), folder);
      sources.set(one.name, folder.sources);
    }
    writeMaps(built, join(outdir, 'maps'));
    return { outputs: built.metafile.outputs, sources };
  } finally {
    // Otherwise the compiler keeps running.
    await stop();
  }
}

/** In a folder that no asset includes: Node would need more time to read a map than to start the function. */
function writeMaps({ outputFiles }: Built, directory: string): void {
  mkdirSync(directory, { recursive: true });
  for (const { path, contents } of outputFiles.filter((file) => file.path.endsWith('.map')))
    writeFileSync(join(directory, `${basename(dirname(path))}.map`), contents);
}

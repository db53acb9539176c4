import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Metafile, OutputFile } from 'esbuild';
import { COMPANIONS, type Companion, inputOf, isGenerated } from './companions.ts';
import { DOCUMENT, type Entry, ROOT } from './esbuild-options.ts';

export interface Built {
  readonly outputFiles: readonly OutputFile[];
  readonly metafile: Metafile;
}

export interface Folder {
  /** The content of its files, by name. */
  readonly files: ReadonlyMap<string, Uint8Array | string>;
  /** The files of this project behind it, relative to the repository's root. */
  readonly sources: readonly string[];
}

/** A function's bundle, and each companion whose stub is in it or in another companion of it. */
export async function folderOf(
  { name, entry }: Entry,
  { outputFiles, metafile }: Built,
  companion: (companion: Companion) => Promise<Built>,
): Promise<Folder> {
  const bundle = outputFiles.find(({ path }) => path.endsWith(`/${name}/index.cjs`));
  const output = bundle && metafile.outputs[relative(ROOT, bundle.path)];
  if (!bundle || !output) throw new Error(`no bundle for ${name}`);
  const files = new Map<string, Uint8Array | string>([['index.cjs', bundle.contents]]);
  const sources = new Set(importedFrom(entry, metafile));
  const add = async (within: object): Promise<void> => {
    for (const one of COMPANIONS.filter((one) => inputOf(one) in within && !files.has(`${one.name}.cjs`))) {
      const built = await companion(one);
      files.set(`${one.name}.cjs`, built.outputFiles[0]?.contents ?? '');
      for (const path of Object.keys(built.metafile.inputs)) sources.add(path);
      await add(built.metafile.inputs);
    }
  };
  await add(output.inputs);
  if (output.imports.some(({ path }) => path === `./${DOCUMENT.name}`)) {
    files.set(DOCUMENT.name, JSON.stringify(JSON.parse(readFileSync(join(ROOT, DOCUMENT.source), 'utf8'))));
    sources.add(DOCUMENT.source);
  }
  return { files, sources: [...sources].filter((path) => !PACKAGE.test(path) && !isGenerated(path)).sort() };
}

export function writeFolder(directory: string, { files }: Folder): void {
  mkdirSync(directory, { recursive: true });
  for (const [name, content] of files) writeFileSync(join(directory, name), content);
}

const PACKAGE = /(?:^|\/)node_modules\//;

/** All imported files, also those of which no code is left in the bundle. */
function importedFrom(entry: string, { inputs }: Metafile): Iterable<string> {
  const found = new Set([entry]);
  for (const path of found) for (const { path: imported } of inputs[path]?.imports ?? []) found.add(imported);
  return found;
}

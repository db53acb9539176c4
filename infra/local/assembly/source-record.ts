import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Entry, ROOT } from '../../bundles/esbuild-options.ts';
import { hashOf, PACKAGES } from '../source-hash.ts';

/** What a kept assembly was made of; it is beside it in `sources.json`. */
export interface SourceRecord {
  /** A hash of all that its templates are made of. */
  readonly templates: string;
  /** By name: the file that exports the handler, and all files of this project in its folder. */
  readonly functions: Readonly<Record<string, { readonly entry: string; readonly files: readonly string[] }>>;
  /** A hash of each of these files. */
  readonly files: Readonly<Record<string, string>>;
}

export function recordOf(templates: string, functions: SourceRecord['functions']): SourceRecord {
  const paths = new Set(Object.values(functions).flatMap(({ files }) => files));
  return { templates, functions, files: Object.fromEntries([...paths].map((path) => [path, hashOf(ROOT, [path])])) };
}

const fileIn = (assembly: string): string => join(assembly, 'sources.json');

export const writeRecord = (assembly: string, record: SourceRecord): void =>
  writeFileSync(fileIn(assembly), JSON.stringify(record));

/** Null where the assembly was made by other means. */
export function readRecord(assembly: string): SourceRecord | null {
  const file = fileIn(assembly);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SourceRecord) : null;
}

/** The functions with a changed source. */
export function changedFunctions({ functions, files }: SourceRecord): readonly Entry[] {
  const changed = new Set(Object.keys(files).filter((path) => hashOf(ROOT, [path]) !== files[path]));
  return Object.entries(functions)
    .filter(([, { files }]) => files.some((path) => changed.has(path)))
    .map(([name, { entry }]) => ({ name, entry }));
}

/**
 * A hash of what the templates are made of: the app, what it imports of the functions, and what CDK is told beside it.
 */
export async function templatesHash(): Promise<string> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['infra/local/assembly/synthesise.ts'],
    outdir: 'out',
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    metafile: true,
    write: false,
  });
  const files = [...PACKAGES, 'cdk.json', 'tsconfig.json', ...Object.keys(metafile.inputs)];
  return hashOf(ROOT, files, process.env['CDK_CONTEXT_JSON']);
}

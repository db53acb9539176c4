import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { type Entry, ROOT } from '../../bundles/esbuild-options.ts';
import { hashOf, PACKAGES } from '../source-hash.ts';

/** The sources of a kept assembly, which has them in `sources.json`. */
export interface SourceRecord {
  /** The files of this project behind its templates, and a hash of these files, of the packages and of the context. */
  readonly templates: { readonly files: readonly string[]; readonly hash: string };
  /** By name: the file that exports the handler, and all files of this project behind its folder. */
  readonly functions: Readonly<Record<string, { readonly entry: string; readonly files: readonly string[] }>>;
  readonly files: Readonly<Record<string, string>>;
}

export function recordOf(templates: SourceRecord['templates'], functions: SourceRecord['functions']): SourceRecord {
  const paths = new Set(Object.values(functions).flatMap(({ files }) => files));
  return { templates, functions, files: Object.fromEntries([...paths].map((path) => [path, hashOf(ROOT, [path])])) };
}

const fileIn = (assembly: string): string => join(assembly, 'sources.json');

export const writeRecord = (assembly: string, record: SourceRecord): void =>
  writeFileSync(fileIn(assembly), JSON.stringify(record));

/** Null when the assembly was not made by `synthesise.ts`. */
export function readRecord(assembly: string): SourceRecord | null {
  const file = fileIn(assembly);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SourceRecord) : null;
}

export const changedFiles = ({ files }: SourceRecord): ReadonlySet<string> =>
  new Set(Object.keys(files).filter((path) => hashOf(ROOT, [path]) !== files[path]));

export function changedFunctions(record: SourceRecord): readonly Entry[] {
  const changed = changedFiles(record);
  return Object.entries(record.functions)
    .filter(([, { files }]) => files.some((path) => changed.has(path)))
    .map(([name, { entry }]) => ({ name, entry }));
}

/** The present sources of the templates: the app with its imports, packages, and `CDK_CONTEXT_JSON`. */
export async function templateSources(): Promise<SourceRecord['templates']> {
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
  return { files, hash: hashOf(ROOT, files, process.env['CDK_CONTEXT_JSON']) };
}

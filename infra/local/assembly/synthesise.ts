/**
 * `node synthesise.ts <directory> <earlier assemblies>`: writes the assembly of the present sources, bundling only
 * changed functions. A program of its own, because CDK blocks and stays in memory.
 */
import { globSync, linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Bundled, bundle } from '../../bundles/bundle.ts';
import type { Entry } from '../../bundles/esbuild-options.ts';
import {
  changedFunctions,
  readRecord,
  recordOf,
  type SourceRecord,
  templateSources,
  writeRecord,
} from './source-record.ts';

/** CDK would copy each bundle. */
const ON_ONE_MACHINE = { 'aws:cdk:disable-asset-staging': true };

const [, , directory = '', ...earlier] = process.argv;
if (directory === '') throw new Error('Give the directory to write to.');
const bundles = join(directory, 'bundles');

async function synthesise(): Promise<SourceRecord['functions']> {
  const [{ buildApp }, { FEATURES }] = await Promise.all([import('../../app.ts'), import('../../features/index.ts')]);
  const bundled = await bundle(FEATURES, bundles);
  buildApp({ bundles, outdir: directory, skipChecks: true, context: ON_ONE_MACHINE }).synth();
  // The directory will be renamed, so the paths in it are made relative.
  for (const file of globSync(join(directory, '*.assets.json')))
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(`${directory}/`, ''));
  return functionsOf(FEATURES, bundled);
}

/** Links the unchanged files of an earlier assembly. */
async function renew(before: string, record: SourceRecord): Promise<SourceRecord['functions']> {
  const changed = changedFunctions(record);
  const exclude = ['sources.json', 'bundles/maps/*', ...changed.map(({ name }) => `bundles/${name}/*`)];
  for (const path of globSync(['cdk.out', '*.json', 'bundles/*/*'], { cwd: before, exclude }))
    link(join(before, path), join(directory, path));
  return { ...record.functions, ...functionsOf(changed, await bundle(changed, bundles)) };
}

function link(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  linkSync(from, to);
}

const functionsOf = (functions: readonly Entry[], { sources }: Bundled): SourceRecord['functions'] =>
  Object.fromEntries(functions.map(({ name, entry }) => [name, { entry, files: sources.get(name) ?? [] }]));

const templates = await templateSources();
const [before] = earlier
  .map((path) => ({ path, record: readRecord(path) }))
  .filter(({ record }) => record?.templates.hash === templates.hash);
const functions = before?.record ? await renew(before.path, before.record) : await synthesise();
writeRecord(directory, recordOf(templates, functions));

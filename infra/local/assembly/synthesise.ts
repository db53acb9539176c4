/**
 * `node synthesise.ts <directory> <earlier assemblies>`: writes the assembly of the sources as they are now. Where an
 * earlier one has the same templates, only functions whose sources have changed are bundled. A program of its own,
 * because CDK blocks the process while it works, and stays in memory afterwards.
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

/** Templates name the bundles in place; otherwise CDK copies each. */
const BUNDLES_IN_PLACE = { 'aws:cdk:disable-asset-staging': true };

const [, , directory = '', ...earlier] = process.argv;
if (directory === '') throw new Error('Give the directory to write to.');
const bundles = join(directory, 'bundles');

async function synthesise(): Promise<SourceRecord['functions']> {
  const [{ buildApp }, { FEATURES }] = await Promise.all([import('../../app.ts'), import('../../features/index.ts')]);
  const bundled = await bundle(FEATURES, bundles);
  buildApp({ bundles, outdir: directory, skipChecks: true, context: BUNDLES_IN_PLACE }).synth();
  // The directory is renamed when it is whole.
  for (const file of globSync(join(directory, '*.assets.json')))
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(`${directory}/`, ''));
  return functionsOf(FEATURES, bundled);
}

/** Copies unchanged files from an earlier assembly. */
async function renew(before: string, record: SourceRecord): Promise<SourceRecord['functions']> {
  const changed = changedFunctions(record);
  const isKept = (path: string) => !changed.some(({ name }) => path.startsWith(`bundles/${name}/`));
  for (const path of globSync(['cdk.out', '*.json', 'bundles/*/*'], {
    cwd: before,
    exclude: ['sources.json', 'bundles/maps/*'],
  }))
    if (isKept(path)) link(join(before, path), join(directory, path));
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

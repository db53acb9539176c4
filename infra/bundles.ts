import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type BuildOptions, buildSync, type Metafile, stop } from 'esbuild';
import type { Feature } from './features/feature.ts';

const ROOT = join(import.meta.dirname, '..');

/**
 * What is a file of its own, `<name>.cjs`, beside the bundles that use it, and is read at its first use: `stub` takes the place of
 * `library` in the bundles, and in other companions (docs/adr/006-cjs-bundles.md).
 */
const COMPANIONS = [
  { name: 'flow-reader', library: '#flow-reader', stub: 'infra/companions/deferred-flow-reader.ts' },
  { name: 'phones', library: 'libphonenumber-js/min', stub: 'infra/companions/deferred-phones.ts' },
  { name: 're2', library: 're2js', stub: 'infra/companions/deferred-re2.ts' },
  { name: 'files', library: '#files', stub: 'infra/companions/deferred-files.ts' },
  { name: 'csv', library: 'csv-parse', stub: 'infra/companions/deferred-csv.ts' },
  { name: 'spreadsheets', library: 'hucre/xlsx', stub: 'infra/companions/deferred-spreadsheets.ts' },
  { name: 'sentences', library: '#sentences', stub: 'infra/companions/deferred-sentences.ts' },
  { name: 'zip', library: 'fflate', stub: 'infra/companions/deferred-zip.ts' },
  { name: 'readers', library: '#readers', stub: 'infra/companions/deferred-readers.ts' },
  { name: 'segments', library: '#segments', stub: 'infra/companions/deferred-segments.ts' },
  { name: 'traces', library: '#traces', stub: 'infra/companions/deferred-traces.ts' },
] as const;

/** Imported from beside the bundle and not put into it, where it would be a fifth of the code. */
const DOCUMENT = { path: './openapi.json', source: join(ROOT, 'functions/workspace/openapi.json') } as const;

/** Parts of the SDK that no Lambda function needs, or that two of its packages bring in two versions. */
const NO_MORE_THAN_NEEDED = {
  '@aws-sdk/client-s3': './node_modules/@aws-sdk/client-s3',
  '@aws-sdk/credential-provider-node': './infra/env-credentials.ts',
  '@aws-sdk/endpoint-cache': './infra/no-endpoint-cache.ts',
  '@smithy/core/event-streams': './infra/no-event-streams.ts',
} as const;

const OPTIONS = {
  absWorkingDir: ROOT,
  outExtension: { '.js': '.cjs' },
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  // esbuild prefers CommonJS sources for Node; only ESM sources lose the code that is never called.
  mainFields: ['module', 'main'],
  minify: true,
  supported: {
    // Patterns with the flag `u` become calls of `new RegExp`: V8 builds the tables of `\p{…}` twice for a literal, once for a call.
    'regexp-sticky-and-unicode-flags': false,
    // `import('node:http')`, by which the SDK reads it with the first request, becomes `require`: as an ES module it loads undici.
    'dynamic-import': false,
  },
  // Each client of the SDK imports its package.json, all of it, for the version in its User-Agent: 2.4 KB a client.
  loader: { '.json': 'empty' },
  sourcemap: 'external',
  sourcesContent: false,
  metafile: true,
  write: false,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * Bundles every function in one esbuild call: `<outdir>/<name>/index.cjs`, the file that Lambda loads and the local runner
 * runs, with its companions beside it. An entry file that is missing or does not build throws. Why CommonJS, and why so few files:
 * docs/adr/006-cjs-bundles.md.
 * @param outdir - absolute
 * @returns what went into each bundle, and how big it is
 */
export function bundle(features: readonly Pick<Feature, 'name' | 'entry'>[], outdir: string): Metafile['outputs'] {
  const { outputFiles, metafile } = buildSync({
    ...OPTIONS,
    entryPoints: features.map(({ name, entry }) => ({ in: entry, out: `${name}/index` })),
    outdir,
    external: [`*${basename(DOCUMENT.path)}`],
    alias: {
      ...NO_MORE_THAN_NEEDED,
      ...stubsOf(COMPANIONS),
    },
  });
  refuseJson(Object.keys(metafile.inputs));
  for (const { path, contents } of outputFiles) write(placeOf(path, outdir), contents);
  addCompanions(metafile.outputs, outdir);
  addDocument(metafile.outputs);
  // The compiler would run on beside the local runner, for nothing.
  void stop();
  return metafile.outputs;
}

/** Throws when code imports JSON that it would find empty. */
function refuseJson(inputs: readonly string[]): void {
  const own = inputs.find((path) => path.endsWith('.json') && !/^node_modules\/.*\/package\.json$/.test(path));
  if (own !== undefined) throw new Error(`${own}: JSON is left out of bundles. Write it as TypeScript.`);
}

type Companion = (typeof COMPANIONS)[number];

const stubsOf = (companions: readonly Companion[]): Record<string, string> =>
  Object.fromEntries(companions.map(({ library, stub }) => [library, `./${stub}`]));

/** Puts each companion beside the bundles that have its stub in them, and beside those whose companions have it. */
function addCompanions(outputs: Metafile['outputs'], outdir: string): void {
  const built = COMPANIONS.map((companion) => ({ ...companion, ...buildCompanion(companion, outdir) }));
  for (const [path, { inputs }] of Object.entries(outputs)) {
    const folder = join(ROOT, dirname(path));
    const add = (within: object): void => {
      for (const companion of built.filter(({ stub }) => stub in within)) {
        write(join(folder, `${companion.name}.cjs`), companion.contents);
        add(companion.inputs);
      }
    };
    add(inputs);
  }
}

function buildCompanion({ name }: Companion, outdir: string): { contents: Uint8Array; inputs: object } {
  const { outputFiles, metafile } = buildSync({
    ...OPTIONS,
    sourcemap: false,
    // The X-Ray SDK reads what may be told of each call from JSON.
    loader: { '.json': 'json' },
    entryPoints: [`infra/companions/${name}.ts`],
    outdir,
    alias: { ...NO_MORE_THAN_NEEDED, ...stubsOf(COMPANIONS.filter((other) => other.name !== name)) },
  });
  const [file] = outputFiles;
  const [output] = Object.values(metafile.outputs);
  if (!file || !output) throw new Error(`no companion ${name}`);
  return { contents: file.contents, inputs: output.inputs };
}

/** Puts the OpenAPI document beside the bundle that serves it. */
function addDocument(outputs: Metafile['outputs']): void {
  const document = JSON.stringify(JSON.parse(readFileSync(DOCUMENT.source, 'utf8')));
  for (const [path, { imports }] of Object.entries(outputs))
    if (imports.some((imported) => imported.path === DOCUMENT.path))
      write(join(ROOT, dirname(path), DOCUMENT.path), document);
}

function write(file: string, contents: Uint8Array | string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, contents);
}

/** Source maps are put in a folder of their own, which no asset includes: Node would spend more time on reading one than on starting the function. */
const placeOf = (path: string, outdir: string): string =>
  path.endsWith('.map') ? join(outdir, 'maps', `${basename(dirname(path))}.map`) : path;

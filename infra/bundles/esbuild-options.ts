import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';

export const ROOT = join(import.meta.dirname, '../..');

/** A library in its own `<name>.cjs` beside bundles, which have `stub` instead (docs/adr/006-cjs-bundles.md). */
export const COMPANIONS = [
  { name: 'consent', library: '#consent', stub: 'infra/companions/deferred-consent.ts' },
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

export type Companion = (typeof COMPANIONS)[number];

/** Imported from beside the bundle and not put into it, where it would be a fifth of the code. */
export const DOCUMENT = { name: 'openapi.json', source: 'functions/workspace/openapi.json' } as const;

/** Parts of the SDK that no function needs, or that its packages bring in two versions. */
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
  // esbuild prefers CommonJS for Node, but only ESM loses the code that is never called.
  mainFields: ['module', 'main'],
  minify: true,
  // Otherwise each letter of another script takes six bytes.
  charset: 'utf8',
  supported: {
    // Turns patterns with the flag `u` into `new RegExp`: V8 builds the tables of `\p{…}` twice for a literal.
    'regexp-sticky-and-unicode-flags': false,
    // `import('node:http')`, by which the SDK reads it with the first request, becomes `require`: as an ES module it
    // loads undici.
    'dynamic-import': false,
  },
  // Each SDK client imports its whole package.json for the version in its User-Agent: 2.4 KB.
  loader: { '.json': 'empty' },
  sourcemap: 'external',
  sourcesContent: false,
  metafile: true,
  write: false,
  logLevel: 'warning',
} as const satisfies BuildOptions;

const stubsOf = (companions: readonly Companion[]): Record<string, string> =>
  Object.fromEntries(companions.map(({ library, stub }) => [library, `./${stub}`]));

/** The name of a function's bundle, and the file that exports `handler`, relative to the repository's root. */
export interface Entry {
  readonly name: string;
  readonly entry: string;
}

/** Builds `<outdir>/<name>/index.cjs` of each. */
export const functionOptions = (functions: readonly Entry[], outdir: string) => ({
  ...OPTIONS,
  entryPoints: functions.map(({ name, entry }) => ({ in: entry, out: `${name}/index` })),
  outdir,
  external: [`*${DOCUMENT.name}`],
  alias: { ...NO_MORE_THAN_NEEDED, ...stubsOf(COMPANIONS) },
});

export const companionOptions = ({ name }: Companion, outdir: string) => ({
  ...OPTIONS,
  sourcemap: false as const,
  // The X-Ray SDK reads from JSON what it may record of each call.
  loader: { '.json': 'json' } as const,
  entryPoints: [`infra/companions/${name}.ts`],
  outdir,
  alias: { ...NO_MORE_THAN_NEEDED, ...stubsOf(COMPANIONS.filter((other) => other.name !== name)) },
});

import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';
import { type Companion, deferring, inputOf, sourceOf } from './companions.ts';

export const ROOT = join(import.meta.dirname, '../..');

/** Imported from beside the bundle and not put into it, where it would be a fifth of the code. */
export const DOCUMENT = { name: 'openapi.json', source: 'functions/workspace/openapi.json' } as const;

/**
 * Whole packages that no function needs: credentials are in Lambda's environment, no service names its own address, and
 * nothing here is a stream of events. With them a function takes a third longer to load (ADR 105).
 */
const NO_MORE_THAN_NEEDED = {
  // One package brings another version of it.
  '@aws-sdk/client-s3': './node_modules/@aws-sdk/client-s3',
  '@aws-sdk/credential-provider-node': './infra/env-credentials.ts',
  '@aws-sdk/endpoint-cache': './infra/no-endpoint-cache.ts',
  '@smithy/core/event-streams': './infra/no-event-streams.ts',
} as const;

/** Clients of rare calls, which Lambda's own SDK answers: the largest have 200 KB. */
const IN_LAMBDA = ['cloudwatch', 'lambda'].map((name) => `@aws-sdk/client-${name}`);

const OPTIONS = {
  absWorkingDir: ROOT,
  alias: NO_MORE_THAN_NEEDED,
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
  sourcemap: 'external',
  sourcesContent: false,
  metafile: true,
  write: false,
  logLevel: 'warning',
  // What runs from sources as well asks for its own file in both ways.
  logOverride: { 'empty-import-meta': 'silent' },
} as const satisfies BuildOptions;

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
  external: [`*${DOCUMENT.name}`, ...IN_LAMBDA],
  plugins: [deferring()],
});

export const companionOptions = (companion: Companion, outdir: string) => ({
  ...OPTIONS,
  sourcemap: false as const,
  stdin: { contents: sourceOf(companion), sourcefile: inputOf(companion), resolveDir: ROOT },
  outfile: join(outdir, `${companion.name}.cjs`),
  plugins: [deferring(companion)],
});

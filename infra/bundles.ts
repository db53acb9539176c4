import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { buildSync, type Metafile, stop } from 'esbuild';
import type { Feature } from './features/feature.ts';

const ROOT = join(import.meta.dirname, '..');
const OPENAPI_DOCUMENT = join(ROOT, 'functions/workspace/openapi.json');
/** The bundles that come with `phones.cjs` are those that have its place-holder in them. */
const PHONES = 'phones/phones';
const DEFERRED_PHONES = 'infra/deferred-phones.ts';
const PHONE_RULES = createRequire(import.meta.url).resolve('libphonenumber-js/metadata.min.json');

/**
 * Bundles every function in one esbuild call: `<outdir>/<name>/index.cjs`, the file that Lambda loads and the local runner
 * runs, and `phones.cjs` beside those that read phone numbers. An entry file that is missing or does not build throws. Why
 * CommonJS, and why so few files: docs/adr/006-cjs-bundles.md.
 * @param outdir - absolute
 * @returns what went into each bundle, and how big it is
 */
export function bundle(features: readonly Pick<Feature, 'name' | 'entry'>[], outdir: string): Metafile['outputs'] {
  const { outputFiles, metafile } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [
      ...features.map(({ name, entry }) => ({ in: entry, out: `${name}/index` })),
      { in: 'infra/phone-rules.ts', out: PHONES },
    ],
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    // esbuild prefers CommonJS sources for Node; only ESM sources lose the code that is never called.
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: 'warning',
    define: {
      PHONE_RULES: JSON.stringify(readFileSync(PHONE_RULES, 'utf8')),
      OPENAPI_DOCUMENT: JSON.stringify(gzipSync(readFileSync(OPENAPI_DOCUMENT)).toString('base64')),
    },
    alias: {
      '@aws-sdk/credential-provider-node': './infra/env-credentials.ts',
      '@smithy/core/event-streams': './infra/no-event-streams.ts',
      'libphonenumber-js/min': `./${DEFERRED_PHONES}`,
    },
  });
  const withPhones = Object.entries(metafile.outputs)
    .filter(([, { inputs }]) => DEFERRED_PHONES in inputs)
    .map(([path]) => join(ROOT, dirname(path), 'phones.cjs'));
  for (const { path, contents } of outputFiles)
    for (const file of path === join(outdir, `${PHONES}.cjs`) ? withPhones : [placeOf(path, outdir)]) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, contents);
    }
  // The compiler would run on beside the local runner, for nothing.
  void stop();
  return metafile.outputs;
}

/** Source maps are put in a folder of their own, which no asset includes: Node would spend more time on reading one than on starting the function. */
const placeOf = (path: string, outdir: string): string =>
  path.endsWith('.map') ? join(outdir, 'maps', `${basename(dirname(path))}.map`) : path;

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Feature } from './features/feature.ts';

const ROOT = join(import.meta.dirname, '..');

/**
 * Bundles every function in one esbuild call: `<outdir>/<name>/index.cjs`, the file that Lambda loads and the local runner
 * runs. Why CommonJS: docs/adr/006-cjs-bundles.md. Source maps lie apart, in `<outdir>/maps`, so that they are not
 * deployed: Node would read two megabytes at each start. A missing entry file fails the build.
 * @returns bytes by function name
 */
export function bundle(
  features: readonly Pick<Feature, 'name' | 'entry'>[],
  outdir: string,
): ReadonlyMap<string, number> {
  for (const { name, entry } of features) {
    try {
      buildSync({
        absWorkingDir: ROOT,
        entryPoints: [{ in: entry, out: `${name}/index` }],
        outdir,
        outExtension: { '.js': '.cjs' },
        bundle: true,
        platform: 'node',
        target: 'node24',
        format: 'cjs',
        mainFields: ['module', 'main'],
        minify: true,
        logLevel: 'silent',
        alias: { '@aws-sdk/credential-provider-node': './infra/env-credentials.ts' },
      });
    } catch {
      mkdirSync(join(outdir, name), { recursive: true });
      writeFileSync(
        join(outdir, name, 'index.cjs'),
        `exports.handler = async () => ({ statusCode: 503, body: '${name} does not build yet' });\n`,
      );
      console.warn(`${name}: ${entry} does not build yet, a stub stands in`);
    }
  }
  return new Map();
}

import { join } from 'node:path';
import { type BuildOptions, CACHE, cached, keptIn, runBuilder } from '../build-cache.ts';
import { filesOf, hashOf, PACKAGES, type Sources } from '../source-hash.ts';

const ROOT = join(import.meta.dirname, '../../..');

/** What the assembly is made of: the app, the functions' code, and what decides how esbuild and CDK treat them. */
export const ASSEMBLY_SOURCES: Sources = {
  paths: [...PACKAGES, 'cdk.json', 'functions', 'infra', 'shared', 'tsconfig.json'],
  except: /^infra\/local\/(?!assembly\/(?:source-record|synthesise)\.ts)|\.md$/,
};

interface AssemblyOptions extends BuildOptions {
  readonly store?: string;
}

/** The directory of the present sources' assembly. Rejects when it cannot be synthesised, and when `signal` ends it. */
export const keptAssembly = ({
  store = join(CACHE, 'assemblies'),
  ...options
}: AssemblyOptions = {}): Promise<string> =>
  cached({
    store,
    hash: () => hashOf(ROOT, filesOf(ROOT, ASSEMBLY_SOURCES), process.env['CDK_CONTEXT_JSON']),
    build: (directory, signal) =>
      runBuilder(
        [join(import.meta.dirname, 'synthesise.ts'), directory, ...keptIn(store)],
        'The CDK app could not be synthesised.',
        signal,
      ),
    ...options,
  });

import { basename, dirname, join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { type Companion, deferring, inputOf, sourceOf } from './companions.ts';

export const ROOT = join(import.meta.dirname, '../..');

/** Imported from beside the bundle and not put into it, where it would be a fifth of the code. */
export const DOCUMENT = { name: 'openapi.json', source: 'functions/workspace/openapi.json' } as const;

/** Parts of the SDK that no function needs, or that its packages bring in two versions. */
const NO_MORE_THAN_NEEDED = {
  '@aws-sdk/client-s3': './node_modules/@aws-sdk/client-s3',
  '@aws-sdk/credential-provider-node': './infra/env-credentials.ts',
  '@aws-sdk/endpoint-cache': './infra/no-endpoint-cache.ts',
  '@smithy/core/event-streams': './infra/no-event-streams.ts',
} as const;

/** Clients of rare calls, which Lambda's own SDK answers: the largest have 200 KB. */
const IN_LAMBDA = ['cloudwatch', 'cloudwatch-logs', 'codedeploy', 'lambda'].map((name) => `@aws-sdk/client-${name}`);

/** What two steps of the SDK export; first, what adds them. */
const USER_AGENT = ['getUserAgentPlugin', 'getUserAgentMiddlewareOptions', 'userAgentMiddleware'];
const LOGGER = ['getLoggerPlugin', 'loggerMiddlewareOptions', 'loggerMiddleware'];

const COMMONS = '@aws-lambda-powertools/commons';

/**
 * What the SDK has for other platforms, and for ways that nobody chose: 15 KB in every bundle. Of the parts
 * that Powertools' packages share, each has its own copy; those of the logger serve all: 3 KB.
 */
const withoutFallbacks: Plugin = {
  name: 'fallbacks',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${COMMONS}`) }, ({ path, kind, pluginData }) =>
      pluginData === COMMONS
        ? null
        : build.resolve(path, {
            kind,
            resolveDir: join(ROOT, 'node_modules/@aws-lambda-powertools/logger'),
            pluginData: COMMONS,
          }),
    );
    const filter = /@smithy\/core\/.*\/(?:Sha256Js|Md5Js|AdaptiveRetryStrategy|getInstanceMetadataRegion)\.js$/;
    build.onLoad({ filter }, ({ path }) => ({ contents: `export const ${basename(path, '.js')} = undefined;` }));
    // Signs messages of event streams, but is made with every signer.
    const formatter = /@smithy\/signature-v4\/.*\/HeaderFormatter\.js$/;
    build.onLoad({ filter: formatter }, () => ({ contents: 'export class HeaderFormatter {}' }));
    // Keeps log lines until an error comes, which no function asks for.
    const buffer = /@aws-lambda-powertools\/logger\/.*\/logBuffer\.js$/;
    build.onLoad({ filter: buffer }, () => ({ contents: 'export class CircularMap extends Map {}' }));
    // Steps around each call that do nothing here. light-calls.ts removes them from clients of sources.
    const steps = /@aws-sdk\/core\/.*\/(?:user-agent-middleware|loggerMiddleware)\.js$/;
    build.onLoad({ filter: steps }, ({ path }) => {
      const names = path.includes('user-agent') ? USER_AGENT : LOGGER;
      const [plugin, ...others] = names;
      const rest = others.map((name) => `export const ${name} = undefined;`).join('\n');
      return { contents: `export const ${plugin} = () => ({ applyToStack() {} });\n${rest}` };
    });
    // Forms of values, which tables have in a lighter way (shared/data/dynamo/values.ts).
    const forms = /@aws-sdk\/lib-dynamodb\/.*\/commands\/utils\.js$/;
    build.onLoad({ filter: forms }, () => ({
      contents: `export const [SELF, ALL_VALUES, ALL_MEMBERS] = [null, {}, []];
        export const [marshallInput, unmarshallOutput] = [];`,
    }));
    // Reads which inputs are parts of a host name: of no operation that is called here.
    const namespace = 'no-host-labels';
    build.onResolve({ filter: /^\.\/HttpBindingNormalizedSchema$/ }, ({ importer, resolveDir }) =>
      importer.endsWith('/HttpProtocol.js')
        ? { path: join(resolveDir, 'HttpBindingNormalizedSchema.js'), namespace }
        : null,
    );
    build.onLoad({ filter: /./, namespace }, ({ path }) => ({
      contents: `export { getHttpOperationBindings } from ${JSON.stringify(path)};
        export const HttpBindingNormalizedSchema = undefined;`,
      resolveDir: dirname(path),
    }));
  },
};

const LIGHT = join(ROOT, 'shared/data/dynamo');

/**
 * All clients of a function's own bundle speak HTTP and hash in the light way, which its tables' client brings: 8 KB.
 * S3, whose bodies are streams, is in a companion.
 */
const allLight: Plugin = {
  name: 'light',
  setup(build) {
    build.onLoad({ filter: /@smithy\/node-http-handler\/.*\/node-http-handler\.js$/ }, () => ({
      contents: `import { LightHttpHandler } from './light-http.ts';
        export const NodeHttpHandler = {
          create: (given) => (typeof given?.handle === 'function' ? given : new LightHttpHandler()),
        };
        export const DEFAULT_REQUEST_TIMEOUT = 0;`,
      resolveDir: LIGHT,
    }));
    build.onLoad({ filter: /@smithy\/core\/.*\/Sha256Node\.js$/ }, () => ({
      contents: `export { PreparedSha256 as Sha256Node } from './prepared-hash.ts';`,
      resolveDir: LIGHT,
    }));
  },
};

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
  // Each SDK client imports its whole package.json for the version in its User-Agent: 2.4 KB.
  loader: { '.json': 'empty' },
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
  plugins: [deferring(), withoutFallbacks, allLight],
});

export const companionOptions = (companion: Companion, outdir: string) => ({
  ...OPTIONS,
  sourcemap: false as const,
  // The X-Ray SDK reads from JSON what it may record of each call.
  loader: { '.json': 'json' } as const,
  stdin: { contents: sourceOf(companion), sourcefile: inputOf(companion), resolveDir: ROOT },
  outfile: join(outdir, `${companion.name}.cjs`),
  plugins: [deferring(companion), withoutFallbacks],
});

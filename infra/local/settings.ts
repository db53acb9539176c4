import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import * as z from 'zod/mini';
import { makePrivate, makeTemporaryDataDir } from './data-dir.ts';
import type { EngineChoice } from './dynamodb/engine.ts';
import { isHere } from './http/local-hosts.ts';
import type { LogLevel } from './lambda/output.ts';
import { HOST } from './ports.ts';

export interface Settings {
  readonly port: number;
  /** Where the one server listens. */
  readonly host: string;
  /** The origin by which browsers come; null: 127.0.0.1 with the port. */
  readonly publicUrl: string | null;
  /** The directory of tables, secret and stream bookmarks. */
  readonly dataDir: string;
  /** True for a temporary directory, which is deleted at the end. */
  readonly temporary: boolean;
  /** The first administrator's token; null to read it from `dataDir`, or to generate one. */
  readonly token: string | null;
  /** An assembly to run as it is; null: that of the sources. */
  readonly assembly: string | null;
  /** A built console; null: that of the sources. */
  readonly console: string | null;
  readonly region: string;
  readonly engine: EngineChoice;
  readonly log: LogLevel;
  /** Most environments of one function at a time. */
  readonly concurrency: number;
  /** How many of them answer requests at a time while each is quick. */
  readonly quickly: number;
  /** The most requests an hour of a workspace, in place of a deployment's limit. */
  readonly maxApiRate: number;
  /** Whether webhooks may lead to `http://127.0.0.1`, for tests. */
  readonly webhooksToLoopback: boolean;
  /** Whether no webhook is called: `--try` sets it. */
  readonly sendsNothing: boolean;
  /** Whether routes have their throttles, as in API Gateway. */
  readonly throttles: boolean;
  /** Whether it is as unpleasant as AWS now and then (`--as-aws`). */
  readonly asAws: boolean;
  /** The file for first uses of permissions (`npm run permissions`), or null. */
  readonly permissionsLog: string | null;
}

/** A variable; one that is empty is not given, as in a shell's `${NAME:-default}`. */
export const variable = (name: string, env: NodeJS.ProcessEnv = process.env): string | undefined =>
  env[name] || undefined;

/** `$DATA_DIR`. */
export const dataDirOf = (env: NodeJS.ProcessEnv = process.env): string => variable('DATA_DIR', env) ?? '.dormouse/';

/** Where the local service answers: `$PORT` of this machine. */
export const localUrl = (env: NodeJS.ProcessEnv = process.env): string =>
  `http://127.0.0.1:${variable('PORT', env) ?? '8080'}`;

function wholeNumber(from: number, to: number) {
  const error = `give a whole number from ${from} to ${to}`;
  return z.coerce
    .number({ error })
    .check(z.refine((one) => Number.isInteger(one) && one >= from && one <= to, { error }));
}

const PUBLIC_URL = 'give an address with https such as https://dormouse.example.org, or with http on this machine';

/** Tokens, cookies and people's data travel by it. */
function isSafe(url: string): boolean {
  const { protocol = '', hostname = '' } = URL.parse(url) ?? {};
  return protocol === 'https:' || (protocol === 'http:' && isHere(hostname));
}

const Environment = z.object({
  PORT: z._default(wholeNumber(0, 65_535), 8080),
  HOST: z._default(z.string(), HOST),
  PUBLIC_URL: z.optional(z.string().check(z.refine(isSafe, { error: PUBLIC_URL }))),
  DORMOUSE_TOKEN: z.optional(z.string()),
  DORMOUSE_LOG: z._default(z.enum(['silent', 'error', 'info']), 'error'),
  DORMOUSE_CONCURRENCY: z.optional(wholeNumber(1, 1_000)),
  MAX_API_RATE: z._default(wholeNumber(1, 1_000_000), 1_000_000),
  ASSEMBLY: z.optional(z.string()),
  CONSOLE: z.optional(z.string()),
  WEBHOOKS_TO_LOOPBACK: z.optional(z.enum(['on', 'off'])),
  SENDS_NOTHING: z.optional(z.enum(['on', 'off'])),
  THROTTLES: z.optional(z.enum(['on', 'off'])),
  AS_AWS: z.optional(z.enum(['on', 'off'])),
  PERMISSIONS_LOG: z.optional(z.string()),
  AWS_REGION: z._default(z.string(), 'eu-west-1'),
  DYNAMODB_ENGINE: z.optional(z.enum(['dynoxide', 'ddblocal'])),
  DYNAMODB_ENDPOINT: z.optional(z.string()),
});

/** Reads the environment of `npm start`; refuses an invalid variable by name. Makes the data directory. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.keys(env).map((name) => [name, variable(name, env)]));
  const parsed = Environment.safeParse(given, { error: z.locales.en().localeError });
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  }
  const { data } = parsed;
  if (!isHere(data.HOST) && data.PUBLIC_URL === undefined)
    throw new Error(
      'PUBLIC_URL: HOST lets others in, so give the address that they use, such as https://dormouse.example.org',
    );
  const named = dataDirOf(env);
  const temporary = named === ':memory:';
  const dataDir = temporary ? makeTemporaryDataDir() : resolve(named);
  makePrivate(dataDir);
  return {
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL === undefined ? null : new URL(data.PUBLIC_URL).origin,
    dataDir,
    temporary,
    token: data.DORMOUSE_TOKEN ?? null,
    assembly: data.ASSEMBLY === undefined ? null : resolve(data.ASSEMBLY),
    console: data.CONSOLE === undefined ? null : resolve(data.CONSOLE),
    region: data.AWS_REGION,
    engine: { name: data.DYNAMODB_ENGINE ?? null, endpoint: data.DYNAMODB_ENDPOINT ?? null },
    log: data.DORMOUSE_LOG,
    concurrency: data.DORMOUSE_CONCURRENCY ?? Math.max(4, availableParallelism()),
    // The tables take the other half of the processors.
    quickly: data.DORMOUSE_CONCURRENCY ?? Math.ceil(availableParallelism() / 2),
    maxApiRate: data.MAX_API_RATE,
    webhooksToLoopback: data.WEBHOOKS_TO_LOOPBACK === 'on',
    sendsNothing: data.SENDS_NOTHING === 'on',
    throttles: data.THROTTLES === 'on',
    asAws: data.AS_AWS === 'on',
    permissionsLog: data.PERMISSIONS_LOG ?? null,
  };
}

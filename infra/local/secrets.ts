import { randomInt, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import * as z from 'zod/mini';
import type { SecretSpec } from './assembly/model.ts';
import { type AwsAnswer, createAwsServer } from './http/aws-json.ts';
import { writeWhole } from './write-whole.ts';

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const PUNCTUATION = '!#$%&()*+,-./:;<=>?@[]^_{|}~';

function generate({ length, punctuation }: SecretSpec): string {
  const alphabet = punctuation ? ALPHANUMERIC + PUNCTUATION : ALPHANUMERIC;
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

const Kept = z.record(z.string(), z.string());

interface Secrets {
  get(arn: string): { readonly value: string; readonly writtenOn: Date } | undefined;
  set(arn: string, value: string): void;
}

/** Generates secrets at the first start, and keeps them in a file that only its owner can read. */
export function keepSecrets(specs: readonly SecretSpec[], path: string): Secrets {
  const kept = existsSync(path) ? Kept.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
  const values = new Map(Object.entries(kept));
  const arns = new Set(specs.map(({ arn }) => arn));
  const keep = (all: typeof values) => writeWhole(path, JSON.stringify(Object.fromEntries(all), null, 2));
  const missing = specs.filter(({ arn }) => !values.has(arn));
  for (const spec of missing) values.set(spec.arn, generate(spec));
  if (missing.length > 0) keep(values);
  return {
    get(arn) {
      const value = arns.has(arn) ? values.get(arn) : undefined;
      return value === undefined ? undefined : { value, writtenOn: statSync(path).mtime };
    },
    set(arn, value) {
      keep(new Map(values).set(arn, value));
      values.set(arn, value);
    },
  };
}

const Request = z.object({ SecretId: z.string(), SecretString: z.optional(z.string()) });
const OPERATIONS = ['GetSecretValue', 'PutSecretValue'];

const refusal = (type: string, message: string): AwsAnswer => ({ status: 400, body: { __type: type, message } });

function answer(operation: string, body: unknown, secrets: Secrets): AwsAnswer {
  if (!OPERATIONS.includes(operation))
    return refusal('UnknownOperationException', `The local runner does not know ${operation}.`);
  const { SecretId: arn = '', SecretString } = Request.safeParse(body).data ?? {};
  const kept = secrets.get(arn);
  if (kept === undefined)
    return refusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  const version = { ARN: arn, Name: arn, VersionId: randomUUID(), VersionStages: ['AWSCURRENT'] };
  if (operation === 'GetSecretValue') {
    const CreatedDate = kept.writtenOn.getTime() / 1_000;
    return { status: 200, body: { ...version, SecretString: kept.value, CreatedDate } };
  }
  if (!SecretString) return refusal('InvalidRequestException', 'You must provide SecretString.');
  secrets.set(arn, SecretString);
  return { status: 200, body: version };
}

/** The needed part of Secrets Manager: `GetSecretValue`, and `PutSecretValue` to replace keys. Not listening yet. */
export const createSecretsServer = (secrets: Secrets): Server =>
  createAwsServer('1.1', (operation, body) => answer(operation, body, secrets));

import { randomInt, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, Server } from 'node:http';
import { json as readJson } from 'node:stream/consumers';
import * as z from 'zod/mini';
import type { SecretSpec } from './assembly/model.ts';
import { createLocalServer } from './http/local-hosts.ts';

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const PUNCTUATION = '!#$%&()*+,-./:;<=>?@[]^_{|}~';

function generate({ length, punctuation }: SecretSpec): string {
  const alphabet = punctuation ? ALPHANUMERIC + PUNCTUATION : ALPHANUMERIC;
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

const Kept = z.record(z.string(), z.string());

/** The secrets' values by ARN: generated at the first start and kept in a file that only its owner can read. */
export function keepSecrets(specs: readonly SecretSpec[], path: string): ReadonlyMap<string, string> {
  const kept = existsSync(path) ? Kept.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
  const values = Object.fromEntries(specs.map((spec) => [spec.arn, kept[spec.arn] ?? generate(spec)]));
  writeFileSync(path, JSON.stringify({ ...kept, ...values }, null, 2), { mode: 0o600 });
  return new Map(Object.entries(values));
}

const Request = z.object({ SecretId: z.string() });

interface Answer {
  readonly status: number;
  readonly body: object;
}

const refusal = (type: string, message: string): Answer => ({ status: 400, body: { __type: type, message } });

async function answer(request: IncomingMessage, values: ReadonlyMap<string, string>): Promise<Answer> {
  const operation = String(request.headers['x-amz-target']);
  if (operation !== 'secretsmanager.GetSecretValue') {
    return refusal('UnknownOperationException', `The local runner does not know ${operation}.`);
  }
  const parsed = Request.safeParse(await readJson(request));
  const arn = parsed.data?.SecretId ?? '';
  const value = values.get(arn);
  if (value === undefined)
    return refusal('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
  return {
    status: 200,
    body: { ARN: arn, Name: arn, SecretString: value, VersionId: randomUUID(), VersionStages: ['AWSCURRENT'] },
  };
}

/** Speaks as much of Secrets Manager's JSON protocol as functions need: `GetSecretValue`. Not listening yet. */
export function createSecretsServer(values: ReadonlyMap<string, string>): Server {
  return createLocalServer((request, response) => {
    answer(request, values).then(
      ({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify(body));
      },
      () => response.destroy(),
    );
  });
}

import { createHash, createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SignatureV4 } from '@smithy/signature-v4';
import * as z from 'zod/mini';
import type { WorkspaceId } from '../domain/ids.ts';
import { instant } from '../domain/instant.ts';
import type { OptOutLists } from '../messages/opt-out-lists.ts';

const Page = z.object({
  OptedOutNumbers: z.optional(z.array(z.object({ OptedOutNumber: z.string(), OptedOutTimestamp: z.number() }))),
  NextToken: z.optional(z.nullable(z.string())),
});

/** The most that one answer takes. */
const MAX_RESULTS = 100;
const ATTEMPTS = 6;
const PATIENCE_MS = 10_000;

/** Opt-out lists in AWS, by the one call that is made: a client for all that AWS's SMS service can do would be as large as the function. */
export function openOptOutLists(env: NodeJS.ProcessEnv = process.env, pause = 1_000): OptOutLists {
  const region = env['AWS_REGION'] ?? '';
  const endpoint = env['AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2'] ?? `https://sms-voice.${region}.amazonaws.com`;
  const ask = async (body: string, attempt = 1): Promise<unknown> => {
    const { status, text } = await send(endpoint, region, env, body);
    if (status === 200) return JSON.parse(text);
    if (attempt === ATTEMPTS || !(status >= 500 || /Throttling/.test(text)))
      throw new Error(
        `The list of opt-outs could not be read: ${status} ${/"__type":"([\w.#]+)"/.exec(text)?.[1] ?? ''}`,
      );
    await sleep(pause * 2 ** attempt);
    return ask(body, attempt + 1);
  };
  return {
    async page(list, token) {
      const request = { OptOutListName: list, MaxResults: MAX_RESULTS, ...(token !== null && { NextToken: token }) };
      const { OptedOutNumbers = [], NextToken } = z.parse(Page, await ask(JSON.stringify(request)));
      return {
        numbers: OptedOutNumbers.map((one) => ({
          number: one.OptedOutNumber.replace(/^(?!\+)/, '+'),
          at: instant(Math.floor(one.OptedOutTimestamp * 1_000_000)),
        })),
        next: NextToken || null,
      };
    },
  };
}

async function send(endpoint: string, region: string, env: NodeJS.ProcessEnv, body: string) {
  const { protocol, hostname, port } = new URL(endpoint);
  const headers = {
    host: port ? `${hostname}:${port}` : hostname,
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'PinpointSMSVoiceV2.DescribeOptedOutNumbers',
  };
  const credentials = {
    accessKeyId: env['AWS_ACCESS_KEY_ID'] ?? '',
    secretAccessKey: env['AWS_SECRET_ACCESS_KEY'] ?? '',
    ...(env['AWS_SESSION_TOKEN'] && { sessionToken: env['AWS_SESSION_TOKEN'] }),
  };
  const signer = new SignatureV4({ service: 'sms-voice', region, credentials, sha256: Sha256 });
  const signed = await signer.sign({ method: 'POST', protocol, hostname, path: '/', headers, body });
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: signed.headers,
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return { status: answer.status, text: await answer.text() };
}

/** Node's own hashes, as the signer wants them. */
class Sha256 {
  readonly #secret: string | ArrayBuffer | ArrayBufferView | undefined;
  readonly #parts: Buffer[] = [];

  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#secret = secret;
  }

  update(part: string | ArrayBuffer | ArrayBufferView): void {
    this.#parts.push(bytesOf(part));
  }

  async digest(): Promise<Uint8Array> {
    const hash = this.#secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(this.#secret));
    for (const part of this.#parts) hash.update(part);
    return new Uint8Array(hash.digest());
  }

  reset(): void {
    this.#parts.length = 0;
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}

/** A list, and the workspace whose people are in it. */
export interface ListOf {
  readonly list: string;
  readonly workspace: WorkspaceId;
}

/** `Default=<workspace>,Other=<workspace>`, as the operator of the deployment says it. */
export const listsIn = (text: string): readonly ListOf[] =>
  text.split(',').flatMap((pair) => {
    const [list, workspace] = pair.split('=');
    return list && workspace ? [{ list, workspace: workspace as WorkspaceId }] : [];
  });

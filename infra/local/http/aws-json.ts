import type { Server } from 'node:http';
import { json as readJson } from 'node:stream/consumers';
import { createLocalServer } from './local-hosts.ts';

export interface AwsAnswer {
  readonly status: number;
  readonly body: object;
}

/** A service of AWS by its JSON protocol. A call that fails breaks its connection. Not listening yet. */
export const createAwsServer = (
  version: '1.0' | '1.1',
  answer: (operation: string, body: unknown) => AwsAnswer | Promise<AwsAnswer>,
): Server =>
  createLocalServer((request, response) => {
    const [, operation = ''] = String(request.headers['x-amz-target']).split('.');
    const answered = async () => {
      const { status, headers, body } = awsJson(await answer(operation, await readJson(request)), version);
      response.writeHead(status, headers).end(body);
    };
    answered().catch(() => response.destroy());
  });

export const awsJson = ({ status, body }: AwsAnswer, version = '1.0') => ({
  status,
  headers: { 'content-type': `application/x-amz-json-${version}` },
  body: Buffer.from(JSON.stringify(body)),
});

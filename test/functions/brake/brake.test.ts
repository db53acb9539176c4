/**
 * The brake's call, made to a server that takes it as AWS documents UpdateStage and Signature Version 4:
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages-stagename.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { handler } from '../../../functions/brake/brake.ts';
import { close, HOST, listen } from '../../../infra/local/ports.ts';

const SECRET = 'a secret';
const STAGE = '/v2/apis/abc123/stages/%24default';

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The signature that AWS would compute of a request. */
function signatureOf({ method, url = '', headers }: IncomingMessage, body: string): string {
  const [, scope = '', signed = ''] =
    /Credential=[^/]+\/(\S+), SignedHeaders=([^,]+),/.exec(headers.authorization ?? '') ?? [];
  const lines = signed.split(';').map((name) => `${name}:${headers[name]}\n`);
  const path = url.split('/').map(encodeURIComponent).join('/');
  const canonical = [method, path, '', lines.join(''), signed, sha(body)].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha(canonical)].join('\n');
  const key = scope.split('/').reduce<string | Buffer>(hmac, `AWS4${SECRET}`);
  return hmac(key, toSign).toString('hex');
}

let status = 200;
const stage: Record<string, unknown> = {};
const calls: string[] = [];
const server = createServer(async (request, response) => {
  const body = (await request.toArray()).join('');
  const isSigned = request.headers.authorization?.endsWith(`Signature=${signatureOf(request, body)}`);
  calls.push(`${request.method} ${request.url}`);
  if (!isSigned) return response.writeHead(403).end('{"message":"The request signature does not match"}');
  if (status === 200) Object.assign(stage, JSON.parse(body));
  return response.writeHead(status).end(JSON.stringify(status === 200 ? stage : { message: 'Too Many Requests' }));
});

/** Rates as CloudFormation names them; the call has them in lower case. */
const ratesOf = (rate: number) => ({
  given: { DefaultRouteSettings: { ThrottlingRateLimit: rate, ThrottlingBurstLimit: 2 * rate }, RouteSettings: {} },
  sent: { defaultRouteSettings: { throttlingRateLimit: rate, throttlingBurstLimit: 2 * rate }, routeSettings: {} },
});
const RATES = ratesOf(200);
const BRAKED = ratesOf(20);

beforeAll(async () => {
  const port = await listen(server, 0);
  vi.stubEnv('AWS_ENDPOINT_URL_APIGATEWAYV2', `http://${HOST}:${port}`);
  vi.stubEnv('API_ID', 'abc123');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', SECRET);
  vi.stubEnv('AWS_SESSION_TOKEN', 'a session');
  vi.stubEnv('RATES', JSON.stringify(RATES.given));
  vi.stubEnv('BRAKED_RATES', JSON.stringify(BRAKED.given));
});
afterAll(() => close(server));
beforeEach(() => {
  status = 200;
  calls.splice(0);
});

/** As CloudWatch tells a topic, and the topic a function. */
const told = (NewStateValue: string) => {
  const Message = JSON.stringify({ AlarmName: 'dormouse-requests-braked', NewStateValue });
  return handler({ Records: [{ Sns: { Message } }] } as never, { getRemainingTimeInMillis: () => 30_000 } as never);
};

it('lowers the rates of the stage when the alarm goes off, and gives them back when it is over', async () => {
  await told('ALARM');
  expect(stage).toEqual(BRAKED.sent);
  await told('ALARM');
  expect(stage).toEqual(BRAKED.sent);
  await told('OK');
  expect(stage).toEqual(RATES.sent);
  expect(calls).toEqual(Array(3).fill(`PATCH ${STAGE}`));
});

it('changes nothing when the alarm does not know', async () => {
  await told('INSUFFICIENT_DATA');
  expect(calls).toEqual([]);
});

it('fails when API Gateway refuses, so that SNS tells it again', async () => {
  status = 429;
  await expect(told('ALARM')).rejects.toThrow('Too Many Requests');
});

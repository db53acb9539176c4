import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { close, listen } from '../../../infra/local/ports.ts';
import { listsIn, openOptOutLists } from '../../../shared/lambda/opt-out-lists.ts';
import type { OptOutLists } from '../../../shared/messages/opt-out-lists.ts';

/** As AWS answers, each of these once; then the same again. */
const answers: (readonly [status: number, body: object])[] = [];
const asked: { readonly headers: NodeJS.Dict<string | string[]>; readonly body: unknown }[] = [];
const server = createServer(async (request, response) => {
  asked.push({ headers: request.headers, body: await json(request) });
  const [status, body] = answers.shift() ?? [200, {}];
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
});

let lists: OptOutLists;
beforeAll(async () => {
  const endpoint = `http://127.0.0.1:${await listen(server, 0)}`;
  const keys = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example', AWS_SESSION_TOKEN: 'session' };
  lists = openOptOutLists({ AWS_REGION: 'eu-west-1', AWS_ENDPOINT_URL_PINPOINT_SMS_VOICE_V2: endpoint, ...keys }, 1);
});
afterAll(() => close(server));

it('a page has numbers with their times, and what asks for the next', async () => {
  const numbers = [{ OptedOutNumber: '+250788123456', OptedOutTimestamp: 1767323045.25, EndUserOptedOut: true }];
  answers.push([200, { OptOutListName: 'Default', OptedOutNumbers: numbers, NextToken: 'n' }]);
  answers.push([200, { OptedOutNumbers: [{ OptedOutNumber: '250788123457', OptedOutTimestamp: 1 }] }]);
  expect(await lists.page('Default', null)).toEqual({
    numbers: [{ number: '+250788123456', at: 1767323045250000 }],
    next: 'n',
  });
  expect(await lists.page('Default', 'n')).toEqual({ numbers: [{ number: '+250788123457', at: 1000000 }], next: null });
  expect(asked.map(({ body }) => body)).toEqual([
    { OptOutListName: 'Default', MaxResults: 100 },
    { OptOutListName: 'Default', MaxResults: 100, NextToken: 'n' },
  ]);
  expect(asked[0]?.headers).toMatchObject({
    'x-amz-target': 'PinpointSMSVoiceV2.DescribeOptedOutNumbers',
    'x-amz-security-token': 'session',
    authorization: expect.stringMatching(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-west-1\/sms-voice\/aws4_request,/,
    ),
  });
});

it('what is refused because it comes too often is asked again, and what is refused for another reason is not', async () => {
  asked.length = 0;
  answers.push([400, { __type: 'ThrottlingException' }], [503, {}], [200, {}]);
  expect(await lists.page('Default', null)).toEqual({ numbers: [], next: null });
  expect(asked).toHaveLength(3);
  answers.push([400, { __type: 'ResourceNotFoundException', Message: 'no list' }]);
  await expect(lists.page('None', null)).rejects.toThrow('could not be read: 400 ResourceNotFoundException');
  expect(asked).toHaveLength(4);
});

it('lists are named with their workspaces', () => {
  expect(listsIn('Default=w1,Other=w2')).toEqual([
    { list: 'Default', workspace: 'w1' },
    { list: 'Other', workspace: 'w2' },
  ]);
  expect(listsIn('')).toEqual([]);
});

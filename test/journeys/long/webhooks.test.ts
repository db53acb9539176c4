import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { close, listen } from '../../../infra/local/ports.ts';
import { createPeople, prepare } from '../../support/api/client.ts';
import { openStage, type RunningStage } from '../stage.ts';

/** A receiver that fails the first time. */
const heard: { readonly status: number; readonly headers: Record<string, string>; readonly body: string }[] = [];
const receiver = createServer(async (request, response) => {
  const status = heard.length === 0 ? 500 : 200;
  heard.push({ status, headers: request.headers as Record<string, string>, body: await text(request) });
  response.writeHead(status).end();
});

let stage: RunningStage;
let port: number;
beforeAll(async () => {
  port = await listen(receiver, 0);
  stage = await openStage();
});
afterAll(async () => {
  await stage?.service.stop();
  await close(receiver);
});

it('a job is told to a webhook, signed, and again after it was not taken; the bus shows what was told', async () => {
  const client = await stage.open();
  await prepare(client);
  const { next: after } = (await stage.service.local('GET', 'events?after=0')).body;
  await client.post('settings.json', { events: ['contact.changed'] });
  const url = `http://127.0.0.1:${port}/hook`;
  const { secret } = await client.post('webhooks.json', { url, events: ['job.completed'] });
  const contacts = await createPeople(client, 3);
  const { uuid } = await client.post('jobs.json', { type: 'set_status', status: 'stopped', selection: { contacts } });
  await stage.settle();
  expect(heard.map(({ status }) => status)).toEqual([500, 200]);
  const [first, second] = heard;
  expect(second?.body).toBe(first?.body);
  expect(JSON.parse(second?.body ?? '')).toMatchObject({
    version: 1,
    events: [{ id: `${uuid}.completed`, type: 'job.completed', job: { uuid, total: 3, changed: 3 } }],
  });
  for (const { headers, body } of heard) expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  expect((await client.get('webhooks.json')).results).toMatchObject([{ status: 'working', last_error: null }]);
  const { body: told } = await stage.service.local('GET', `events?after=${after}`);
  const events = (told.events as { detail: { events: { type: string }[] } }[]).flatMap(({ detail }) => detail.events);
  expect(events.map(({ type }) => type).sort()).toEqual([
    'contact.changed',
    'contact.changed',
    'contact.changed',
    'job.completed',
  ]);
  expect((await stage.service.local('GET', `events?after=${told.next}`)).body).toMatchObject({ events: [] });
});

it('an address inside is refused all the same', async () => {
  const client = await stage.open();
  for (const url of ['http://10.0.0.1/', 'https://169.254.169.254/', 'http://localhost:1/', 'https://[::1]/'])
    expect((await client.ask('POST', 'webhooks.json', { url, events: ['job.completed'] })).status).toBe(400);
});

it('a message arrives through a channel, at the address that the answer named', async () => {
  const client = await stage.open();
  await prepare(client);
  const { address } = await client.post('channels.json', { kind: 'external', public_url: stage.url });
  const { status } = await fetch(`${address}/receive?from=0788123456&text=Muraho`);
  expect(status).toBe(200);
  await stage.settle();
  expect(await client.all('messages.json')).toMatchObject([{ text: 'Muraho' }]);
  expect((await fetch(`${address.slice(0, -1)}/receive?from=0788123456&text=Muraho`)).status).toBe(404);
});

it('a message that AWS publishes to the topic arrives at the workspace that has the number', async () => {
  const client = await stage.open();
  await prepare(client);
  await client.post('channels.json', { kind: 'aws_sms', number: '+12065550100' });
  const { topics } = (await stage.service.local('GET', 'info')).body as {
    topics: { endpoint: string; arns: [string] };
  };
  const said = {
    originationNumber: '+250788123456',
    destinationNumber: '+12065550100',
    messageBody: 'Muraho \u{1f6d1}',
  };
  const publishing = { Action: 'Publish', TopicArn: topics.arns[0], Message: JSON.stringify(said) };
  expect((await fetch(topics.endpoint, { method: 'POST', body: new URLSearchParams(publishing) })).status).toBe(200);
  await stage.settle();
  expect(await client.all('messages.json')).toMatchObject([{ text: said.messageBody }]);
});

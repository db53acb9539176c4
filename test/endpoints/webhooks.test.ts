import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { deliver } from '../../functions/webhooks/webhook-delivery.ts';
import { close, listen } from '../../infra/local/ports.ts';
import { changeWebhook, listWebhooks } from '../../shared/data/workspace/index.ts';
import type { BusEvent } from '../../shared/domain/bus/events.schema.ts';
import { MOST_ATTEMPTS, type Webhook } from '../../shared/domain/bus/webhook.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { type Instant, instant, MICROS_PER_DAY } from '../../shared/domain/instant.ts';
import type { DeliveryMessage } from '../../shared/messages/webhooks.ts';
import type { Client } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
const HOOK = { url: 'https://hooks.example.com/', events: ['job.completed', 'contact.deleted'] };

describe('webhooks.json', () => {
  it('shows the secret when it is made or rotated, and never again', async () => {
    const client = await stage().open();
    const made = await client.post('webhooks.json', HOOK);
    expect(made).toMatchObject({
      ...HOOK,
      status: 'working',
      last_error: null,
      secret: expect.stringMatching(/^whsec_[\w+/]{43}=$/),
    });
    expect((await client.get('webhooks.json')).results).toEqual([{ ...made, secret: undefined }]);
    const changed = await client.post(`webhooks.json?uuid=${made.uuid}`, { events: ['job.failed'] });
    expect(changed).toEqual({ ...made, events: ['job.failed'], secret: undefined });
    const rotated = await client.post(`webhooks.json?uuid=${made.uuid}`, { rotate_secret: true });
    expect(rotated.secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(rotated.secret).not.toBe(made.secret);
  });

  it('has what is for them told on the bus, marked as theirs, until they are removed', async () => {
    const client = await stage().open();
    const { uuid } = await client.post('webhooks.json', { ...HOOK, events: ['job.completed'] });
    const workspace = (await client.get('workspace.json')).uuid;
    const job = { type: 'set_status', status: 'archived', selection: { folder: 'active' } };
    await client.post('jobs.json', job);
    await stage().settle();
    expect(stage().service.told(workspace)).toMatchObject([{ types: ['job.completed'], webhooks: true }]);
    expect((await client.get('settings.json')).events).toEqual([]);
    await client.ask('DELETE', `webhooks.json?uuid=${uuid}`);
    await client.post('jobs.json', job);
    await stage().settle();
    expect(stage().service.told(workspace)).toHaveLength(1);
  });

  it('keep a new secret although another change comes at the same time, and stay away once removed', async () => {
    const client = await stage().open();
    const { uuid, secret } = await client.post('webhooks.json', HOOK);
    const of = `webhooks.json?uuid=${uuid}`;
    const [rotated] = await Promise.all([
      client.post(of, { rotate_secret: true }),
      ...[1, 2, 3].map((n) => client.post(of, { url: `${HOOK.url}${n}` })),
    ]);
    const workspace = (await client.get('workspace.json')).uuid;
    const [stored] = await listWebhooks(stage().service.runtime.data, workspace);
    expect([stored?.secret, stored?.secret === secret]).toEqual([rotated.secret, false]);
    await client.ask('DELETE', of);
    expect((await client.ask('POST', of, { url: HOOK.url })).status).toBe(404);
  });

  it('are ten at most', async () => {
    const client = await stage().open();
    for (let n = 0; n < 10; n++) await client.post('webhooks.json', HOOK);
    expect((await client.ask('POST', 'webhooks.json', HOOK)).status).toBe(409);
  });

  it.each(['http://hooks.example.com/', 'https://localhost/', 'https://[::ffff:10.0.0.1]/', 'http://127.0.0.1:8080/'])(
    'refuses %s',
    async (url) => {
      const client = await stage().open();
      const answer = await client.ask('POST', 'webhooks.json', { ...HOOK, url });
      expect([answer.status, Object.keys(answer.body)]).toEqual([400, ['url']]);
    },
  );
});

describe('a delivery', () => {
  let heard: { request: IncomingMessage; body: string }[] = [];
  let answers: number[] = [];
  const server = createServer(async (request, response) => {
    heard.push({ request, body: await text(request) });
    response.writeHead(answers.shift() ?? 204, { location: 'http://127.0.0.1:1/' }).end();
  });
  const ready = listen(server, 0);
  afterAll(() => close(server));
  let client: Client;
  let workspace: WorkspaceId;
  beforeEach(async () => {
    [heard, answers] = [[], []];
    client = await stage().open();
    workspace = (await client.get('workspace.json')).uuid;
  });

  const event = (type: BusEvent['type'], id: string) => ({ id, type, schema: 1 }) as BusEvent;
  const events = [event('job.completed', 'j.completed'), event('contact.seen', 'c.2')];

  /** A webhook that leads to the server above. */
  async function hook(given: Partial<Webhook> = {}): Promise<Webhook> {
    const { uuid } = await client.post('webhooks.json', { ...HOOK, events: ['job.completed'] });
    const url = `http://127.0.0.1:${await ready}/hook`;
    const webhook = await changeWebhook(stage().service.runtime.data, workspace, uuid, { url, ...given });
    if (webhook === null) throw new Error('It is gone.');
    return webhook;
  }

  /** Delivers, and returns what is to be delivered later. */
  async function run(message: Parameters<typeof deliver>[0], now?: Instant) {
    const later: { message: DeliveryMessage; delay: number | undefined }[] = [];
    const { runtime } = stage().service;
    await deliver(message, {
      ...runtime,
      ...(now !== undefined && { now: () => now }),
      config: { ...runtime.config, webhooksToLoopback: true },
      logger: { ...runtime.logger, warn: () => {} } as unknown as typeof runtime.logger,
      queues: {
        send: async (_, messages, __, { delay } = {}) =>
          void later.push(...messages.map((message) => ({ message: message as DeliveryMessage, delay }))),
      },
    });
    return later;
  }
  const told = () => ({ id: 'e1', detail: { workspace, events } });
  const shown = async () => (await client.get('webhooks.json')).results[0];

  it('is signed, and holds the types that the webhook is for', async () => {
    const webhook = await hook();
    expect(await run(told())).toEqual([]);
    const [{ request, body } = { request: null, body: '' }] = heard;
    expect(JSON.parse(body)).toEqual({
      version: 1,
      delivery: `e1_${webhook.uuid}`,
      webhook: webhook.uuid,
      workspace,
      events: events.slice(0, 1),
    });
    const proof = request?.headers as Record<string, string>;
    expect(new Verifier(webhook.secret).verify(body, proof)).toEqual(JSON.parse(body));
  });

  it.each([500, 404, 302])(
    'that is answered with %i comes again later, the same, and the webhook is shown as failing',
    async (status) => {
      const webhook = await hook();
      answers = [status];
      const [again, ...others] = await run(told());
      expect(others).toEqual([]);
      expect(again).toMatchObject({
        delay: 5,
        message: { webhook: webhook.uuid, failed: 1, delivery: `e1_${webhook.uuid}` },
      });
      const failing = { status: 'failing', last_error: `It answered ${status}.`, circuit: 'closed', waiting: 1 };
      expect(await shown()).toMatchObject(failing);
      if (again) await run(again.message);
      expect(heard.map(({ body }) => body)).toEqual([heard[0]?.body, heard[0]?.body]);
      expect(await shown()).toMatchObject({ status: 'working', last_error: null, failing_since: null, waiting: 0 });
    },
  );

  it('to several webhooks is made again only to the one that did not take it', async () => {
    await Promise.all([hook(), hook()]);
    answers = [500];
    const later = await run(told());
    expect([heard.length, later.length]).toEqual([2, 1]);
    if (later[0]) await run(later[0].message);
    expect(heard.length).toBe(3);
  });

  it('is given up at last, which is counted, and is no fault of the service', async () => {
    const webhook = await hook({ waiting: 1 });
    answers = [500];
    const last = { workspace, webhook: webhook.uuid, delivery: 'd', failed: MOST_ATTEMPTS - 1, events };
    expect(await run(last)).toEqual([]);
    expect(await shown()).toMatchObject({ given_up: 1, waiting: 0, last_error: 'It answered 500.' });
  });

  it('that fails after days of failures disables the webhook, until it is saved again', async () => {
    const now = stage().service.runtime.now();
    const webhook = await hook({ failingSince: instant(now - 3 * MICROS_PER_DAY - 1) });
    answers = [500];
    expect(await run(told(), now)).toEqual([]);
    expect(await shown()).toMatchObject({ status: 'disabled', last_error: 'It answered 500.', given_up: 1 });
    await run(told());
    expect(heard.length).toBe(1);
    expect(await client.post(`webhooks.json?uuid=${webhook.uuid}`, { url: HOOK.url })).toMatchObject({
      status: 'working',
    });
  });

  it.each(['https://127.0.0.1/', 'https://metadata.internal/'])(
    'to %s, which was stored before it was refused, is not made',
    async (url) => {
      await hook({ url });
      expect(await run(told())).toHaveLength(1);
      expect(await shown()).toMatchObject({
        last_error: 'The address must be on the internet, not in a private network.',
      });
    },
  );
});

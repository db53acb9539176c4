/** Requests that come again under their key. What a repetition shows is tried in test/security/idempotency.test.ts. */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { claimKey } from '../../../../shared/data/limits/idempotency.ts';
import type { TokenId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import { type Answer, created, keeping, type Written } from '../../../../shared/lambda/http/endpoint.ts';
import { ApiError } from '../../../../shared/lambda/http/errors.ts';
import { answerOnce } from '../../../../shared/lambda/http/idempotency.ts';
import { describeOnEngines } from '../../../support/engines/suite.ts';
import { costOf } from '../calls.ts';

/** A time in 2033, because DynamoDB Local deletes items that have expired by the machine's clock. */
const NOW = 1_990_000_000;

const requestOf = (key: string | undefined, body = '{"name":"Ann"}', method = 'POST') =>
  ({
    rawPath: '/api/v2/contacts.json',
    rawQueryString: '',
    headers: key === undefined ? {} : { 'idempotency-key': key },
    requestContext: { http: { method } },
    body,
    isBase64Encoded: false,
  }) as unknown as APIGatewayProxyEventV2;

describeOnEngines('an idempotency key', (data) => {
  /** A new workspace, with a count of the requests that ran. */
  function aWorkspace() {
    const workspace = randomUUID() as string as WorkspaceId;
    const caller = { kind: 'token', id: 'token' as TokenId, workspace, role: 'administrator', name: 'Eric' } as const;
    let runs = 0;
    const create = async (): Promise<Written> => {
      const uuid = `number ${++runs}`;
      return keeping(created({ uuid, name: 'Ann' }, { etag: '"1"' }), uuid);
    };
    const replay = async (uuid: unknown) => ({ body: { uuid, name: 'Ann' }, headers: { etag: '"2"' } });
    const ask = async (
      event: APIGatewayProxyEventV2,
      run: () => Promise<Written> = create,
      seconds = NOW,
    ): Promise<Answer> => {
      const runtime = { data: data() } as Parameters<typeof answerOnce>[1]['runtime'];
      const context = { runtime, caller, now: instant(seconds * 1_000_000) };
      const { status, body, headers } = await answerOnce(event, context, { run, made: async () => null, replay });
      return { status, ...(body !== undefined && { body }), ...(headers && { headers }) };
    };
    return { workspace, ask, create, runs: () => runs };
  }

  describe('repeated', () => {
    it('with another body, path or method is refused', async () => {
      const { ask, runs } = aWorkspace();
      await ask(requestOf('a'));
      const elsewhere = { ...requestOf('a'), rawPath: '/api/v2/groups.json' };
      for (const other of [requestOf('a', '{"name":"Bob"}'), elsewhere])
        await expect(ask(other)).rejects.toMatchObject({ statusCode: 409 });
      await expect(ask(requestOf('a', '{"name":"Ann"}', 'DELETE'))).rejects.toThrow('idempotency_key_used');
      expect(runs()).toBe(1);
    });

    it('runs the request again after 24 hours, and in another workspace', async () => {
      const { ask, create, runs } = aWorkspace();
      await ask(requestOf('a'));
      await ask(requestOf('a'), create, NOW + 24 * 3_600 - 1);
      expect(runs()).toBe(1);
      await ask(requestOf('a'), create, NOW + 24 * 3_600);
      expect(runs()).toBe(2);
      expect((await aWorkspace().ask(requestOf('a'))).headers).toEqual({ etag: '"1"' });
    });

    it('says that it was done when the ids of the answer are too many to keep', async () => {
      const { ask } = aWorkspace();
      const large = Array.from({ length: 15_000 }, () => randomUUID());
      expect((await ask(requestOf('a'), async () => keeping(created(large), large))).body).toBe(large);
      await expect(ask(requestOf('a'))).rejects.toMatchObject({
        statusCode: 409,
        body: { detail: { code: 'answer_not_kept', status: 201 } },
      });
    });
  });

  describe('repeated while the first request runs', () => {
    it('runs once for twenty requests at the same time, and gives all the same answer', async () => {
      const { ask, create, runs } = aWorkspace();
      const slow = () => sleep(150).then(create);
      const answers = await Promise.all(Array.from({ length: 20 }, () => ask(requestOf('a'), slow)));
      expect(runs()).toBe(1);
      for (const { body } of answers) expect(body).toEqual({ uuid: 'number 1', name: 'Ann' });
      expect(answers.filter(({ headers }) => headers?.['idempotent-replay'])).toHaveLength(19);
    });

    it('is refused for now when that takes long, and waits at most a minute for a function that died', async () => {
      const { workspace, ask, create, runs } = aWorkspace();
      const event = requestOf('a');
      // A function that died: the key is claimed with the fingerprint of the same request, and no answer follows.
      const print = createHash('sha256').update('POST /api/v2/contacts.json?\n{"name":"Ann"}').digest('hex');
      const claim = { key: 'a', print, owner: 'dead', seed: randomUUID() };
      await claimKey(data(), workspace, { ...claim, now: instant(NOW * 1_000_000) });
      await expect(ask(event)).rejects.toMatchObject({
        statusCode: 409,
        body: { detail: { code: 'being_processed' } },
        headers: { 'retry-after': '1' },
      });
      expect(runs()).toBe(0);
      expect(await ask(event, create, NOW + 60)).toMatchObject({ status: 201 });
    });
  });

  it('is free again after a fault, and after a refusal, which is then checked again', async () => {
    const { ask, runs } = aWorkspace();
    const failing = (error: Error) => ask(requestOf('a'), () => Promise.reject(error));
    await expect(failing(new Error('The table is gone'))).rejects.toThrow('The table is gone');
    const refused = failing(new ApiError(400, { name: [{ code: 'not_unique' }] }));
    await expect(refused).rejects.toMatchObject({ statusCode: 400 });
    expect(await ask(requestOf('a'))).toMatchObject({ status: 201, headers: { etag: '"1"' } });
    expect(runs()).toBe(1);
  });

  it('costs two write units, and nothing without a key', async () => {
    const { ask } = aWorkspace();
    const cost = (key?: string) => costOf(data(), () => ask(requestOf(key)));
    expect(await cost('k'.repeat(255))).toEqual({ readUnits: 0, writeUnits: 2 });
    expect(await cost()).toEqual({ readUnits: 0, writeUnits: 0 });
  });

  it.each(['', 'k'.repeat(256), 'tab\t', 'clé'])('is malformed when it is %j', async (key) => {
    const { ask, runs } = aWorkspace();
    await expect(ask(requestOf(key))).rejects.toMatchObject({ statusCode: 400 });
    expect(runs()).toBe(0);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERY, expectedOf, requestOf } from '../../endpoints/rows/index.ts';
import { furnish, type Named } from '../../endpoints/rows/named.ts';
import { openStage, type RunningStage } from '../../journeys/stage.ts';
import { exactCounts, takeCensus } from '../../support/api/census.ts';
import type { Client } from '../../support/api/client.ts';

let stage: RunningStage;
let client: Client;
let own: Named;

beforeAll(async () => {
  stage = await openStage();
  client = await stage.open();
  own = await furnish(stage, client, 'Ours', 10_000);
});

afterAll(() => stage?.service.stop());

/** Does something that must not change any contact or count. */
async function changingNothing(work: () => Promise<void>): Promise<void> {
  const before = await takeCensus(client);
  await work();
  await stage.settle();
  expect(await takeCensus(client)).toEqual(before);
  await exactCounts(client);
}

const expectRefusal = async (why: string, request: Parameters<Client['ask']>, status: number, answer: unknown) => {
  const given = await client.ask(...request);
  expect({ why, status: given.status, body: given.body }).toEqual({ why, status, body: answer });
};

describe('An invalid request is refused, and changes nothing', () => {
  const some = EVERY.filter(({ refused }) => Object.keys(refused).length > 0);

  it.each(some)('$method $path', (tried) =>
    changingNothing(async () => {
      for (const [why, request] of Object.entries(tried.refused)) {
        const { status, body } = expectedOf(request, own);
        await expectRefusal(why, requestOf(tried, request, own), status, body);
      }
    }),
  );
});

describe('A body that is malformed JSON or not an object is refused', () => {
  const posts = EVERY.filter(({ method }) => method === 'POST');

  it.each(posts)('$method $path', ({ method, path }) =>
    changingNothing(async () => {
      const detail = expect.stringMatching(/^JSON parse error - /);
      for (const text of ['{"name": "Ann"', '{name: 1}', 'Ann'])
        await expectRefusal(text, [method, path, text], 400, { detail });
      const non_field_errors = ['Request body should be a single JSON object'];
      for (const text of ['[]', '"Ann"', '7'])
        await expectRefusal(text, [method, path, text], 400, { non_field_errors });
    }),
  );
});

describe('A body of more than 10 MB', () => {
  it('is refused before it reaches a function', () =>
    changingNothing(async () => {
      const body = JSON.stringify({ name: 'a'.repeat(10 * 1024 * 1024) });
      await expectRefusal('too large', ['POST', 'contacts.json', body], 413, { message: 'Request Entity Too Large' });
    }));
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bare, EVERY, expectedOf, QUESTIONS, requestOf, type Tried } from '../endpoints/rows/index.ts';
import { furnish, type Named, neverGiven } from '../endpoints/rows/named.ts';
import { exactCounts, takeCensus } from '../support/api/census.ts';
import type { Client } from '../support/api/client.ts';
import { openStage, type RunningStage } from './stage.ts';

/**
 * Each endpoint through its route, bundle and permissions. Roles, refusals and foreign names are tested for every
 * endpoint in process (`security/matrix`, `long/every-endpoint`, `security/isolation`), and here for each function.
 */
let stage: RunningStage;
let client: Client;
let own: Named;
/** A workspace for requests that change something. */
let changing: Client;
let changed: Named;

beforeAll(async () => {
  stage = await openStage();
  client = await stage.open();
  own = await furnish(stage, client, 'Ours', 10_000);
  changing = await stage.open();
  changed = await furnish(stage, changing, 'Ours', 10_000);
});
afterAll(() => stage?.service.stop());

/** For each function the first of its endpoints of which this is true. */
const firstOfEach = (is: (tried: Tried) => boolean): Tried[] =>
  [...Map.groupBy(EVERY.filter(is), ({ fn }) => fn).values()].flatMap(([first]) => first ?? []);

it.each(EVERY)('$method $path answers a good request', async (tried) => {
  const [asking, named] = tried.method === 'GET' ? [client, own] : [changing, changed];
  const given = await asking.ask(...requestOf(tried, tried.good, named));
  expect(given).toMatchObject(expectedOf(tried.good, named));
});

describe('A request is refused, and changes nothing', () => {
  const REFUSED = { status: 403, body: { detail: 'You do not have permission to perform this action.' } };
  let before: Awaited<ReturnType<typeof takeCensus>>;

  const tokenFor = (role: string) => client.post('tokens.json', { role, name: role });

  beforeAll(async () => {
    before = await takeCensus(client);
  });
  afterAll(async () => {
    await stage.settle();
    expect(await takeCensus(client)).toEqual(before);
    await exactCounts(client);
  });

  it('to who may not make it, by each function', async () => {
    const viewer = stage.as((await tokenFor('viewer')).token);
    for (const tried of firstOfEach(({ may }) => may !== 'every role'))
      expect(await viewer.ask(...requestOf(tried, tried.good, own)), tried.path).toMatchObject(REFUSED);
  });

  it('when it is wrong, by each function', async () => {
    for (const tried of firstOfEach(({ refused }) => Object.keys(refused).length > 0))
      for (const [why, request] of Object.entries(tried.refused).slice(0, 1)) {
        const { status, body } = await client.ask(...requestOf(tried, request, own));
        expect({ why, status, body }).toEqual({ why, ...expectedOf(request, own) });
      }
  });

  it('when it is no JSON, by each function', async () => {
    const detail = expect.stringMatching(/^JSON parse error - /);
    for (const { method, path } of firstOfEach(({ method }) => method === 'POST'))
      expect(await client.ask(method, path, '{name: 1}'), path).toMatchObject({ status: 400, body: { detail } });
  });

  it('with more than 10 MB before it reaches a function', async () => {
    const body = JSON.stringify({ name: 'a'.repeat(10 * 1024 * 1024) });
    expect(await client.ask('POST', 'contacts.json', body)).toMatchObject({
      status: 413,
      body: { message: 'Request Entity Too Large' },
    });
  });

  it('when its token was revoked, at once', async () => {
    const { token, uuid } = await tokenFor('editor');
    const editor = stage.as(token);
    const paths = ['counts.json', 'contacts.json', 'jobs.json'];
    for (const path of paths) expect((await editor.ask('GET', path)).status).toBe(200);
    expect((await client.ask('DELETE', `tokens.json?uuid=${uuid}`)).status).toBe(204);
    for (const path of paths)
      expect(await editor.ask('GET', path)).toMatchObject({ status: 403, body: { detail: 'Invalid token' } });
  });

  it('when it has no token', async () => {
    const none = await fetch(`${stage.url}/api/v2/contacts.json`);
    expect(none.status).toBe(403);
    expect(await none.json()).toEqual({ detail: 'Authentication credentials were not provided.' });
  });
});

it('no function knows anything of another workspace', async () => {
  const theirs = await stage.open();
  const foreign = await furnish(stage, theirs, 'Theirs', 20_000);
  const before = await takeCensus(theirs);
  const questions = [...Map.groupBy(QUESTIONS, ({ tried }) => tried.fn).values()].flatMap(([first]) => first ?? []);
  for (const { about, ask } of questions) {
    const unknown = neverGiven(foreign);
    const expected = bare(await changing.ask(...ask(unknown, changed)), unknown);
    const given = bare(await changing.ask(...ask(foreign, changed)), foreign);
    expect({ about, ...given }).toEqual({ about, ...expected });
  }
  await stage.settle();
  expect(await takeCensus(theirs)).toEqual(before);
});

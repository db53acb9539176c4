import { beforeAll, describe, expect, it } from 'vitest';
import { METHODS } from '../../shared/lambda/http/endpoint.ts';
import { paramOf } from '../../shared/lambda/http/param.ts';
import { sentenceOf } from '../../shared/lambda/http/refusals.ts';
import { EVERY, expectedOf, requestOf } from '../endpoints/rows/index.ts';
import { furnish, type Named } from '../endpoints/rows/named.ts';
import type { Client } from '../support/api/client.ts';
import { serviceAt } from '../support/in-process/services.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();
const elsewhere = onInProcessStage();

/** A workspace in which nothing is changed. */
let client: Client;
let own: Named;
/** One for requests that change something. */
let changing: Client;
let changed: Named;
/** All that is in it. */
let before: readonly object[];

beforeAll(async () => {
  client = await stage().open();
  own = await furnish(stage(), client, 'Ours', 10_000);
  before = await stage().itemsOf(client);
  changing = await elsewhere().open();
  changed = await furnish(elsewhere(), changing, 'Ours', 10_000);
});

const answerOf = async (asking: ReturnType<Client['ask']>) => {
  const { status, body } = await asking;
  return { status, body };
};

/** Does what must leave the workspace as it is. */
async function changingNothing(work: () => Promise<void>): Promise<void> {
  await work();
  expect(await stage().itemsOf(client)).toEqual(before);
}

describe.each(EVERY)('$method $path', (tried) => {
  const { method, good, refused } = tried;

  it('answers a good request', async () => {
    const [asking, named] = method === 'GET' ? [client, own] : [changing, changed];
    const given = await asking.ask(...requestOf(tried, good, named));
    expect(given).toMatchObject(expectedOf(good, named));
  });

  it('refuses what is wrong, and changes nothing', () =>
    changingNothing(async () => {
      for (const [why, request] of Object.entries(refused)) {
        const given = await answerOf(client.ask(...requestOf(tried, request, own)));
        expect({ why, ...given }).toEqual({ why, ...expectedOf(request, own) });
      }
    }));
});

const STRICT = { prefer: 'handling=strict' };
const paramsOf = ({ path, method }: (typeof EVERY)[number]) =>
  Object.entries(serviceAt(`/api/v2/${path}`).routes[`/api/v2/${path}`]?.[method]?.params ?? {});

it.each(EVERY)('$method $path refuses, when strict, what it would ignore, and says that it was strict', (tried) =>
  changingNothing(async () => {
    const { method, path } = tried;
    const body = method === 'POST' ? {} : undefined;
    const once = paramsOf(tried).filter(([, param]) => !paramOf(param).repeats);
    const doubled = once.map(([name]) => [`${name}=1&${name}=2`, name, 'param_doubled'] as const);
    for (const [query, param, code] of [['nonsense=', 'nonsense', 'param_unknown'] as const, ...doubled]) {
      const { status, headers, body: said } = await client.ask(method, `${path}?${query}`, body, STRICT);
      expect({ query, status, said }).toMatchObject({ status: 400, said: { detail: sentenceOf({ code, param }) } });
      expect(headers.get('preference-applied')).toBe('handling=strict');
    }
  }),
);

it.each(EVERY.filter(({ method }) => method === 'GET'))('$method $path refuses empty filters', async (tried) => {
  for (const [name] of paramsOf(tried).filter(([, param]) => !paramOf(param).how)) {
    const { status, body } = await client.ask('GET', `${tried.path}?${name}=`);
    expect({ name, status, body }).toMatchObject({ status: 400, body: { detail: expect.stringContaining(name) } });
  }
});

const MALFORMED = { detail: expect.stringMatching(/^JSON parse error - /) };
const NO_OBJECT = { non_field_errors: ['Request body should be a single JSON object'] };

const POSTS = EVERY.filter(({ method }) => method === 'POST').map(({ path }) => path);

it.each(POSTS)('POST %s refuses malformed JSON, and what is not an object', (path) =>
  changingNothing(async () => {
    for (const text of ['{"name": "Ann"', '{name: 1}', 'Ann'])
      expect({ text, ...(await answerOf(client.ask('POST', path, text))) }).toEqual({
        text,
        status: 400,
        body: MALFORMED,
      });
    for (const text of ['[]', '"Ann"', '7'])
      expect({ text, ...(await answerOf(client.ask('POST', path, text))) }).toEqual({
        text,
        status: 400,
        body: NO_OBJECT,
      });
  }),
);

describe.each([...Map.groupBy(EVERY, ({ path }) => path)])('%s', (path, rows) => {
  const methods = rows.map(({ method }) => method);
  const others = [...METHODS.filter((method) => !methods.includes(method)), 'PUT', 'PATCH'];

  it.each(others)('has no %s', async (method) => {
    const { status, headers, body } = await client.ask(method, path, method === 'GET' ? undefined : {});
    expect({ status, body }).toEqual({ status: 405, body: { detail: `Method "${method}" not allowed.` } });
    expect(headers.get('allow')).toBe(methods.flatMap((name) => (name === 'GET' ? [name, 'HEAD'] : name)).join(', '));
  });
});

import { beforeAll, describe, expect, it } from 'vitest';
import { METHODS } from '../../shared/lambda/http/endpoint.ts';
import { paramOf } from '../../shared/lambda/http/param.ts';
import { sentenceOf } from '../../shared/lambda/http/refusals.ts';
import { EVERY, expectedOf, named, requestOf } from '../endpoints/rows/index.ts';
import { furnish, type Named } from '../endpoints/rows/named.ts';
import type { Client } from '../support/api/client.ts';
import { serviceAt } from '../support/in-process/services.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const stage = onInProcessStage();

/** A workspace in which nothing is changed. */
let client: Client;
let own: Named;
/** All that is in it. */
let before: readonly object[];

beforeAll(async () => {
  client = await stage().open();
  own = await furnish(stage(), client, 'Ours', 10_000);
  before = await stage().itemsOf(client);
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
  const { refused } = tried;

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

/** Lists of TextIt's with their filters that have a form. */
const FILTERS = EVERY.filter(({ method, of }) => method === 'GET' && of === 'TextIt').flatMap((tried) => {
  const declared = paramsOf(tried).map(([name, param]) => [name, paramOf(param)] as const);
  const isList = declared.some(([name]) => name === 'cursor');
  return declared.flatMap(([name, { form, how }]) =>
    isList && (form === 'uuid' || form === 'time' || (Array.isArray(form) && !how))
      ? [[tried.path, name] as const]
      : [],
  );
});

it.each(FILTERS)(
  '%s?%s= finds nothing by what it cannot be, as in TextIt, and is refused when strict',
  async (path, name) => {
    const asked = `${path}?${name}=nonsense`;
    const { status, headers, body } = await client.ask('GET', asked);
    if (name === 'uuid')
      expect({ status, body }).toEqual({
        status: 400,
        body: { detail: sentenceOf({ code: 'param_not_uuid', param: 'uuid', value: 'nonsense' }) },
      });
    else {
      expect({ status, body }).toEqual({ status: 200, body: { next: null, previous: null, results: [] } });
      expect(headers.get('dormouse-ignored')).toBe(name);
    }
    expect(await client.ask('GET', asked, undefined, STRICT)).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining(name) },
    });
  },
);

/** Writes of TextIt's that name what they change. */
const LOOKUPS = EVERY.filter(({ method, of }) => method !== 'GET' && of === 'TextIt').flatMap((tried) =>
  paramsOf(tried)
    .filter(([name]) => ['uuid', 'key'].includes(name))
    .map(([name]) => [tried.method, tried.path, name, tried.good.body] as const),
);

it.each(LOOKUPS)('%s %s?%s= of nothing is a 404 that says of what kind, as in TextIt', (method, path, name, good) =>
  changingNothing(async () => {
    const body = method === 'POST' ? named(good ?? {}, own) : undefined;
    const { status, body: said } = await client.ask(
      method,
      `${path}?${name}=5b6c7d8e-0000-4000-8000-0000000fffff`,
      body,
    );
    expect({ status, said }).toEqual({
      status: 404,
      said: { detail: expect.stringMatching(/^No \w+ matches the given query\.$/) },
    });
  }),
);

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
  const others = [...METHODS.filter((method) => !methods.includes(method)), 'HEAD', 'PUT', 'PATCH'];

  it.each(others)('has no %s', async (method) => {
    const { status, headers, body } = await client.ask(method, path, ['GET', 'HEAD'].includes(method) ? undefined : {});
    const said = method === 'HEAD' ? null : { detail: `Method "${method}" not allowed.` };
    expect({ status, body }).toEqual({ status: 405, body: said });
    expect(headers.get('allow')).toBe(methods.join(', '));
  });
});

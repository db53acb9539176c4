import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../../shared/domain/workspace.ts';
import { METHODS } from '../../shared/lambda/endpoint.ts';
import { paramOf } from '../../shared/lambda/param.ts';
import { sentenceOf } from '../../shared/lambda/refusals.ts';
import { EVERY, requestOf } from '../endpoints/rows/index.ts';
import { furnish, type Named } from '../endpoints/rows/named.ts';
import type { Row } from '../endpoints/rows/row.ts';
import type { Client } from '../support/api/client.ts';
import { serviceAt } from '../support/in-process/services.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';

const WHO: Readonly<Record<Row['may'], readonly string[]>> = {
  'every role': ROLES,
  writers: ['administrator', 'editor'],
  administrators: ['administrator'],
};

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
/** Clients by role. */
let roles: ReadonlyMap<string, Client>;

beforeAll(async () => {
  client = await stage().open();
  own = await furnish(stage(), client, 'Ours', 10_000);
  const tokens = ROLES.map(async (role) => {
    const { token } = await client.post('tokens.json', { role, name: role });
    return [role, stage().as(token)] as const;
  });
  roles = new Map(await Promise.all(tokens));
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
  const { method, path, may, good, refused } = tried;

  it('answers a good request', async () => {
    const [asking, named] = method === 'GET' ? [client, own] : [changing, changed];
    const { status, answer, ...sent } = good(named);
    const given = await asking.ask(...requestOf(tried, sent));
    expect(given).toMatchObject({ status, body: answer ?? (status === 204 ? null : expect.anything()) });
  });

  it(`is permitted for ${may}`, async () => {
    const refusal = { status: 403, body: { detail: 'You do not have permission to perform this action.' } };
    // Requests that would change something are sent in a form that is refused for permitted roles too.
    const nonsense = method === 'GET' ? undefined : '{';
    for (const [role, as] of roles) {
      const given = await answerOf(as.ask(method, `${path}?uuid=none`, nonsense));
      if (WHO[may].includes(role)) expect(given.status, role).not.toBe(403);
      else expect(given, role).toEqual(refusal);
    }
  });

  it('is refused without a token, and with a token that does not exist', async () => {
    const url = `${stage().url}/api/v2/${path}`;
    const none = await stage().service.fetch(url, { method });
    expect(none.status).toBe(403);
    expect(await none.json()).toEqual({ detail: 'Authentication credentials were not provided.' });
    const unknown = await answerOf(stage().as('f'.repeat(40)).ask(method, path));
    expect(unknown).toEqual({ status: 403, body: { detail: 'Invalid token' } });
  });

  it('refuses what is wrong, and changes nothing', () =>
    changingNothing(async () => {
      for (const [why, request] of Object.entries(refused)) {
        const { status = 400, answer, ...sent } = request(own);
        const given = await answerOf(client.ask(...requestOf(tried, sent)));
        expect({ why, ...given }).toEqual({ why, status, body: answer });
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

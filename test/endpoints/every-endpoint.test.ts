import { beforeAll, describe, expect, it } from 'vitest';
import { ROLES } from '../../shared/domain/workspace.ts';
import { METHODS } from '../../shared/lambda/endpoint.ts';
import type { Client } from '../support/api/client.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';
import { EVERY, requestOf } from './rows/index.ts';
import { furnish, type Named } from './rows/named.ts';
import type { Row } from './rows/row.ts';

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

/** The answer to a request that must leave the workspace as it is. */
async function refusalOf(...request: Parameters<Client['ask']>) {
  const answer = await answerOf(client.ask(...request));
  expect(await stage().itemsOf(client)).toEqual(before);
  return answer;
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

  it.each(Object.entries(refused))('refuses %s', async (_, request) => {
    const { status = 400, answer, ...sent } = request(own);
    expect(await refusalOf(...requestOf(tried, sent))).toEqual({ status, body: answer });
  });
});

const POSTS = EVERY.filter(({ method }) => method === 'POST').map(({ path }) => path);

describe.each(POSTS)('POST %s', (path) => {
  it.each(['{"name": "Ann"', '{name: 1}', 'Ann'])('refuses malformed JSON: %s', async (text) => {
    const detail = expect.stringMatching(/^JSON parse error - /);
    expect(await refusalOf('POST', path, text)).toEqual({ status: 400, body: { detail } });
  });

  it.each(['[]', '"Ann"', '7'])('refuses what is not an object: %s', async (text) => {
    const non_field_errors = ['Request body should be a single JSON object'];
    expect(await refusalOf('POST', path, text)).toEqual({ status: 400, body: { non_field_errors } });
  });
});

describe.each([...Map.groupBy(EVERY, ({ path }) => path)])('%s', (path, rows) => {
  const methods = rows.map(({ method }) => method);
  const others = [...METHODS.filter((method) => !methods.includes(method)), 'PUT', 'PATCH'];

  it.each(others)('has no %s', async (method) => {
    const { status, headers, body } = await client.ask(method, path, method === 'GET' ? undefined : {});
    expect({ status, body }).toEqual({ status: 405, body: { detail: `Method "${method}" not allowed.` } });
    expect(headers.get('allow')).toBe(methods.flatMap((name) => (name === 'GET' ? [name, 'HEAD'] : name)).join(', '));
  });
});

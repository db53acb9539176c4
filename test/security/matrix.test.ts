/** Every endpoint, and every step of a job, × everybody who could ask: who is let in, and with which words not. */
import { beforeAll, describe, expect, it } from 'vitest';
import { isDecision, STEPS } from '../../shared/domain/jobs/steering.ts';
import { EVERY, type Tried } from '../endpoints/rows/index.ts';
import { call } from '../support/api/api.ts';
import { type Client, createPeople, prepare, setStatus } from '../support/api/client.ts';
import { stepBodies } from '../support/api/step-bodies.ts';
import { onInProcessStage } from '../support/in-process/stage.ts';
import { signedIn } from '../support/sign-in/signed-in.ts';

type Asked = Pick<Tried, 'may' | 'method' | 'path'>;

const everyRole = ({ may }: Asked): boolean => may === 'every role';
const writers = ({ may }: Asked): boolean => may !== 'administrators';
const nothing = (): boolean => false;
const all = (): boolean => true;
/** What a token that only reads may: to ask, also by POST where viewers may. */
const reading = (asked: Asked): boolean => asked.method === 'GET' || everyRole(asked);

const NO_ROLE = /^You do not have permission to perform this action\.$/;
const NO_MEMBER = /^You are not a member of this workspace\.$/;
const WRONG = /^Invalid token$/;

/** Who could ask, what they may, and what they are told otherwise. */
const CALLERS = {
  nobody: [nothing, /^Authentication credentials were not provided\.$/],
  'a token that does not exist': [nothing, WRONG],
  'a token that was revoked': [nothing, WRONG],
  'a token that has expired': [nothing, /expired|^Invalid token$/],
  'a token of another workspace': [nothing, /workspace/],
  'the session of nobody': [nothing, /^Your session has ended\. Sign in again\.$/],
  'a person of another workspace': [nothing, NO_MEMBER],
  'a person who was removed': [nothing, NO_MEMBER],
  'the token of a person who was removed': [nothing, WRONG],
  "an administrator's cookie without the header of our pages": [nothing, /credentials were not provided/],
  'a viewer': [everyRole, NO_ROLE],
  'an editor': [writers, NO_ROLE],
  'an administrator': [all, NO_ROLE],
  "a viewer's token": [everyRole, NO_ROLE],
  "an editor's token": [writers, NO_ROLE],
  "an administrator's token": [all, NO_ROLE],
  "an administrator's token that only reads": [reading, /^This token may only read\.$/],
  "an administrator's token for contacts": [({ path }) => path === 'contacts.json', /^This token may not call/],
  "a viewer's token for contacts and settings": [
    (asked) => everyRole(asked) && ['contacts.json', 'settings.json'].includes(asked.path),
    /^You do not have permission|^This token may not call/,
  ],
} as const satisfies Readonly<Record<string, readonly [(asked: Asked) => boolean, RegExp]>>;
type CallerName = keyof typeof CALLERS;
const TABLE = Object.entries(CALLERS).map(([name, [may, told]]) => ({ name: name as CallerName, may, told }));

const stage = onInProcessStage();
let administrator: Client;
let headers: Readonly<Record<CallerName, Readonly<Record<string, string>>>>;

beforeAll(async () => {
  const { service, open } = stage();
  administrator = await open();
  const elsewhere = await open();
  for (const one of [administrator, elsewhere]) await prepare(one);
  const { uuid } = await administrator.get('workspace.json');
  const here = { 'x-temba-workspace': uuid };
  const bearing = (token: string) => ({ authorization: `Token ${token}` });
  const token = async (role: string, given: object = {}) => {
    const made = await administrator.post('tokens.json', { role, name: role, ...given });
    return { uuid: made.uuid, headers: bearing(made.token) };
  };
  const revoked = await token('administrator');
  await administrator.ask('DELETE', `tokens.json?uuid=${revoked.uuid}`);
  const expired = await token('administrator', { expires_on: new Date(Date.now() + 60_000).toISOString() });
  await service.goTo(Date.now() + 120_000);
  const ann = await signedIn(service, administrator, 'administrator');
  const removed = await signedIn(service, administrator, 'administrator');
  const made = await call(service, `${service.url}/api/v2/tokens.json`, {
    ...{ method: 'POST', headers: removed.headers, body: { role: 'administrator', name: 'Own' } },
  });
  await administrator.ask('DELETE', `people.json?uuid=${removed.uuid}`);
  const stranger = await signedIn(service, elsewhere, 'administrator');
  const theirs = await elsewhere.post('tokens.json', { role: 'administrator', name: 'Theirs' });
  const { 'x-dormouse-client': _, ...cookieAlone } = ann.headers;
  headers = {
    nobody: {},
    'a token that does not exist': bearing('f'.repeat(40)),
    'a token that was revoked': revoked.headers,
    'a token that has expired': expired.headers,
    'a token of another workspace': { ...bearing(theirs.token), ...here },
    'the session of nobody': { ...ann.headers, cookie: '__Host-dormouse=chosen' },
    'a person of another workspace': { ...stranger.headers, ...here },
    'a person who was removed': removed.headers,
    'the token of a person who was removed': bearing(made.body.token),
    "an administrator's cookie without the header of our pages": cookieAlone,
    'a viewer': (await signedIn(service, administrator, 'viewer')).headers,
    'an editor': (await signedIn(service, administrator, 'editor')).headers,
    'an administrator': ann.headers,
    "a viewer's token": (await token('viewer')).headers,
    "an editor's token": (await token('editor')).headers,
    "an administrator's token": (await token('administrator')).headers,
    "an administrator's token that only reads": (await token('administrator', { read_only: true })).headers,
    "an administrator's token for contacts": (await token('administrator', { endpoints: ['contacts'] })).headers,
    "a viewer's token for contacts and settings": (await token('viewer', { endpoints: ['contacts', 'settings'] }))
      .headers,
  };
});

const ask = (name: CallerName, method: string, path: string, body?: unknown) => {
  const { service } = stage();
  return call(service, `${service.url}/api/v2/${path}`, { method, body, headers: headers[name] });
};

it.each(EVERY)('$method $path', async (tried) => {
  const { method, path } = tried;
  // What would change something is sent in a form that is refused to those too who may.
  const nonsense = method === 'GET' ? undefined : '{';
  for (const { name, may, told } of TABLE) {
    const { status, body } = await ask(name, method, `${path}?uuid=none`, nonsense);
    if (may(tried)) expect(status, name).not.toBe(403);
    else expect({ name, status, body }).toEqual({ name, status: 403, body: { detail: expect.stringMatching(told) } });
  }
});

const BODIES = stepBodies({ total: 1 });

describe('The steps of a deletion, which another has begun', () => {
  const JOBS: Asked = { may: 'writers', method: 'POST', path: 'jobs.json' };
  /** An editor stops what another began, and no more (`steps.test.ts` has every kind). */
  const takes = ({ name, may }: (typeof TABLE)[number]): readonly (typeof STEPS)[number][] => {
    if (!may(JOBS)) return [];
    if (name.includes('editor')) return ['pause'];
    // The token belongs to whoever began the deletion, and nobody decides about their own.
    return name.includes('token') ? STEPS.filter((step) => !isDecision(step)) : STEPS;
  };

  it.each(TABLE)('are taken by $name only where they are theirs, and no others are shown', async (caller) => {
    const [person = ''] = await createPeople(administrator, 1, { first: TABLE.indexOf(caller) });
    await setStatus(administrator, 'archived', person);
    const given = { type: 'delete', selection: { contacts: [person] }, preview: true };
    const { uuid } = await administrator.post('jobs.json', given);
    await stage().settle();
    const { status, body } = await ask(caller.name, 'GET', `jobs.json?uuid=${uuid}`);
    const shown = status === 403 ? [] : body.results[0].steps;
    expect(shown).toEqual(takes(caller).filter((step) => step !== 'undo' && !isDecision(step)));
    const refused: string[] = [];
    for (const step of STEPS) {
      const answer = await ask(caller.name, 'POST', `jobs.json?uuid=${uuid}`, BODIES[step]);
      if (answer.status === 403) refused.push(step);
    }
    expect(refused).toEqual(STEPS.filter((step) => !takes(caller).includes(step)));
  });
});

describe('A deletion that waits for a second person', () => {
  /** Only other people who administer: the tokens belong to whoever has asked. */
  const DECIDERS: readonly CallerName[] = ['an administrator'];

  async function waiting(first: number, change = async (_: readonly string[]) => {}): Promise<string> {
    await administrator.post('settings.json', { approve_above: 1 });
    const people = await createPeople(administrator, 2, { first });
    await change(people);
    for (const person of people) await setStatus(administrator, 'archived', person);
    const given = { type: 'delete', selection: { contacts: people }, preview: true };
    const { uuid } = await administrator.post('jobs.json', given);
    await stage().settle();
    const { token } = await administrator.get(`jobs.json?uuid=${uuid}`).then(({ results }) => results[0]);
    const run = await administrator.post(`jobs.json?uuid=${uuid}`, { action: 'run', token, count: 2 });
    expect(run.status).toBe('awaiting_approval');
    return uuid;
  }

  it.each(TABLE)('is approved and declined by $name only where another administrator asks', async ({ name }) => {
    const uuid = await waiting(1_000 + 10 * TABLE.findIndex((one) => one.name === name));
    const decides = DECIDERS.includes(name);
    const { body } = await ask(name, 'GET', `jobs.json?uuid=${uuid}`);
    expect((body.results?.[0]?.steps ?? []).some(isDecision)).toBe(decides);
    const answers = async (given: object) => (await ask(name, 'POST', `jobs.json?uuid=${uuid}`, given)).status;
    // A wrong count decides nothing, and is refused as that only to whoever may decide.
    expect(await answers({ ...BODIES.approve, count: 3 })).toBe(decides ? 400 : 403);
    expect(await answers(BODIES.decline)).toBe(decides ? 200 : 403);
    if (!decides) await administrator.post(`jobs.json?uuid=${uuid}`, { action: 'interrupt' });
  });

  it.each(TABLE)('is not approved by $name over people whom they have changed', async ({ name }) => {
    let changed = 0;
    const uuid = await waiting(2_000 + 10 * TABLE.findIndex((one) => one.name === name), async (people) => {
      const body = { action: 'block', contacts: people };
      changed = (await ask(name, 'POST', 'contact_actions.json', body)).status;
      await stage().settle();
    });
    expect((await ask(name, 'POST', `jobs.json?uuid=${uuid}`, BODIES.approve)).status).toBe(403);
    if (DECIDERS.includes(name)) expect(changed).toBeLessThan(300);
    await administrator.post(`jobs.json?uuid=${uuid}`, { action: 'interrupt' });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EVERY, requestOf, type Tried } from '../../endpoints/rows/index.ts';
import { furnish, type Named } from '../../endpoints/rows/named.ts';
import { openStage, type RunningStage } from '../../journeys/stage.ts';
import { exactCounts, takeCensus } from '../../support/api/census.ts';
import type { Client } from '../../support/api/client.ts';

const REFUSED = { status: 403, body: { detail: 'You do not have permission to perform this action.' } };

const mayEdit = ({ may }: Tried): boolean => may !== 'administrators';
const mayView = (tried: Tried): boolean => tried.may === 'every role';

let stage: RunningStage;
let client: Client;
let own: Named;

beforeAll(async () => {
  stage = await openStage();
});

afterAll(() => stage?.service.stop());

/** A new workspace with one of everything, and a client with a token of a role. */
async function as(role: string): Promise<{ uuid: string; other: Client }> {
  client = await stage.open();
  own = await furnish(stage, client, 'Ours', 10_000);
  const { token, uuid } = await client.post('tokens.json', { role, name: role });
  return { uuid, other: stage.as(token) };
}

const ask = (by: Client, tried: Tried) => by.ask(...requestOf(tried, tried.good, own));

describe('Roles', () => {
  it('a viewer can read everything and change nothing', async () => {
    const { other } = await as('viewer');
    const before = await takeCensus(client);
    for (const tried of EVERY.filter((one) => !mayView(one)))
      expect(await ask(other, tried), `${tried.method} ${tried.path}`).toMatchObject(REFUSED);
    await stage.settle();
    expect(await takeCensus(other)).toEqual(before);
    for (const tried of EVERY.filter(mayView))
      expect((await ask(other, tried)).status, `${tried.method} ${tried.path}`).toBe(200);
  });

  it('an editor can change contacts, but not settings or tokens', async () => {
    const { other } = await as('editor');
    const settings = await client.get('settings.json');
    for (const tried of EVERY.filter((one) => !mayEdit(one)))
      expect(await ask(other, tried), `${tried.method} ${tried.path}`).toMatchObject(REFUSED);
    expect(await client.get('settings.json')).toEqual(settings);
    for (const tried of EVERY.filter(mayEdit))
      expect((await ask(other, tried)).status, `${tried.method} ${tried.path}`).not.toBe(403);
    await stage.settle();
    await exactCounts(client);
  });

  it('a revoked token is refused at once', async () => {
    const { other, uuid } = await as('editor');
    expect((await other.ask('GET', 'counts.json')).status).toBe(200);
    expect((await client.ask('DELETE', `tokens.json?uuid=${uuid}`)).status).toBe(204);
    for (const path of ['counts.json', 'contacts.json', 'jobs.json'])
      expect(await other.ask('GET', path)).toMatchObject({ status: 403, body: { detail: 'Invalid token' } });
  });

  it('no token, or an unknown one, is 403 as well', async () => {
    const unknown = await stage.as('f'.repeat(40)).ask('GET', 'contacts.json');
    expect(unknown).toMatchObject({ status: 403, body: { detail: 'Invalid token' } });
    const none = await fetch(`${stage.url}/api/v2/contacts.json`);
    expect(none.status).toBe(403);
    expect(await none.json()).toEqual({ detail: 'Authentication credentials were not provided.' });
  });
});

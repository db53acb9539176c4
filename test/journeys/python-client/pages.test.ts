import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atNight } from '../../support/night.ts';
import type { Service } from '../../support/service.ts';
import { openWorkspaces } from '../../support/workspaces.ts';
import { startJourney } from '../stage.ts';
import { refusal } from './refusal.ts';
import { tembaMethods } from './temba-methods.ts';

/** How TextIt's Python client reads long lists, and what it makes of a rate limit (reference chapter 7). */
const CONTACTS = atNight(1_255, { byDay: 505 });

let service: Service;
let newWorkspace: () => Promise<{ token: string }>;

beforeAll(async () => {
  service = await startJourney();
  newWorkspace = await openWorkspaces(service);
});

afterAll(() => service?.stop());

describe('Pages', () => {
  let many: ReturnType<typeof tembaMethods>;

  beforeAll(async () => {
    many = tembaMethods(service.url, (await newWorkspace()).token);
    const makers = Array.from({ length: 5 }, async (_, maker) => {
      for (let n = maker; n < CONTACTS; n += 5) await many.create_contact({ name: `Person ${n}` });
    });
    await Promise.all(makers);
  });

  it(`lead through ${CONTACTS} contacts in both directions without loss or repetition`, async () => {
    for (const reverse of [false, true]) {
      const uuids = (await many.get_contacts({ reverse }).all()).map(({ uuid }) => uuid);
      expect(uuids).toHaveLength(CONTACTS);
      expect(new Set(uuids).size).toBe(CONTACTS);
    }
  });

  it('have a cursor from which another query continues', async () => {
    const query = many.get_contacts();
    const seen: unknown[] = [];
    for await (const page of query) {
      seen.push(...page.map(({ uuid }) => uuid));
      if (seen.length === 500) break;
    }
    const rest = many.get_contacts({}, { resumeCursor: query.cursor() ?? '' });
    seen.push(...(await rest.all()).map(({ uuid }) => uuid));
    expect(seen).toHaveLength(CONTACTS);
    expect(new Set(seen).size).toBe(CONTACTS);
    expect(rest.cursor()).toBeNull();
  });

  it('have each contact once while contacts are changed: a changed one moves to the front, which has been read', async () => {
    const seen: unknown[] = [];
    const changed = new Set<unknown>();
    for await (const page of many.get_contacts()) {
      seen.push(...page.map(({ uuid }) => uuid));
      for (const contact of page.slice(0, 3)) {
        await many.update_contact(contact, { name: 'Changed' });
        changed.add(contact['uuid']);
      }
    }
    expect(changed.size).toBeGreaterThan(5);
    expect(seen).toHaveLength(CONTACTS);
    expect(new Set(seen).size).toBe(CONTACTS);
  });
});

describe('A rate that is exceeded', () => {
  afterAll(() => service.local('POST', 'clock', { now: null }));

  it('is raised with the seconds to wait, or the client waits and repeats the request', async () => {
    const limited = await newWorkspace();
    const authorization = `Token ${limited.token}`;
    await service.api('POST', 'settings.json', { api_rates: { 'v2.contacts': 2 } }, { authorization });
    const script = tembaMethods(service.url, limited.token);
    await script.create_contact({ name: 'Ann' });
    await script.create_contact({ name: 'Ben' });
    const raised = await refusal(script.get_contacts().all());
    expect(raised.kind).toBe('rate');
    expect(Number.isInteger(raised.retryAfter) && raised.retryAfter > 0).toBe(true);

    const { now } = (await service.local('GET', 'clock')).body;
    const sleep = (seconds: number) =>
      service.local('POST', 'clock', { now: new Date(Date.parse(now) + seconds * 1_000).toISOString() });
    expect(await script.get_contacts({}, { sleep }).all()).toHaveLength(2);
  });
});

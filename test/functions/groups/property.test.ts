import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hourly } from '../../../functions/lifecycle/lifecycle.ts';
import { loadAssets } from '../../../shared/data/workspace/assets.ts';
import type { Modifier } from '../../../shared/domain/contacts/modifiers/modifier.ts';
import { queryContactOf, queryEnvOf } from '../../../shared/domain/contacts/queryable.ts';
import type { ContactId, FieldKey, GroupId } from '../../../shared/domain/ids.ts';
import { addDays, instant } from '../../../shared/domain/instant.ts';
import { compile, parseQuery } from '../../../shared/query/query.ts';
import { runs } from '../../support/property/runs.ts';
import { contact, openWorld, type World, worlds } from '../engine/world.ts';
import { create, modify, newField, post, shown, stored } from './api.ts';

const QUERIES = [
  'name = ann',
  'fields.age > 18 OR language = eng',
  'last_seen_on < -3d',
  'last_seen_on >= -2d AND name != bob',
  'last_seen_on = -1d OR fields.age < 5',
  'dormant_since = ""',
  'last_seen_on = ""',
];
const age = 'age' as FieldKey;

const index = fc.nat(50);
const modifier: fc.Arbitrary<(now: number) => Modifier> = fc.oneof(
  fc.constantFrom('Ann', 'Bob', null).map((name) => () => ({ type: 'name' as const, name })),
  fc.constantFrom('eng', null).map((language) => () => ({ type: 'language' as const, language })),
  fc.constantFrom('3', '30', 'x', null).map((value) => () => ({ type: 'field' as const, field: age, value })),
  fc.constantFrom('active', 'archived').map((status) => () => ({ type: 'status' as const, status: status as never })),
  fc.nat(5).map((ago) => (now: number) => ({ type: 'seen' as const, seenOn: addDays(instant(now), -ago) })),
  fc.boolean().map((flag) => (now: number) => ({ type: 'dormant' as const, since: flag ? instant(now) : null })),
);

type Step = (play: { world: World; groups: GroupId[]; contacts: ContactId[] }) => Promise<unknown>;

const changeOne =
  (at: number, make: (now: number) => Modifier): Step =>
  ({ world, contacts }) =>
    modify(world, contacts[at % contacts.length] as ContactId, [make(world.clock)]);

const createOne =
  (make: (now: number) => Modifier): Step =>
  async ({ world, contacts }) =>
    contacts.push(await create(world, [make(world.clock)]));

const createGroup =
  (query: string): Step =>
  async ({ world, groups }) => {
    const { status, body } = await post(world, { name: `Group ${groups.length}`, query });
    if (status === 201) groups.push(body.uuid as GroupId);
  };

const editGroup =
  (at: number, query: string): Step =>
  async ({ world, groups }) =>
    groups.length > 0 && post(world, { query }, groups[at % groups.length]);

const deliverNext: Step = async ({ world }) => world.queued.length > 0 && world.deliverNext();

const pass =
  (hours: number): Step =>
  async ({ world }) => {
    world.pass(hours * 3_600);
    await hourly(world);
  };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(index, modifier).map(([at, make]): Step => changeOne(at, make)) },
  { weight: 2, arbitrary: fc.constant<Step>(deliverNext) },
  { weight: 1, arbitrary: modifier.map((make): Step => createOne(make)) },
  { weight: 1, arbitrary: fc.constantFrom(...QUERIES).map((query): Step => createGroup(query)) },
  {
    weight: 1,
    arbitrary: fc.tuple(index, fc.constantFrom(...QUERIES)).map(([at, query]): Step => editGroup(at, query)),
  },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 60 }).map((hours): Step => pass(hours)) },
);

const open = worlds();

test('the members are the contacts that match the query, after any changes and any passing of time', async () => {
  const plays = fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
    const world = await openWorld(open().data);
    await newField(world, 'age', 'number');
    const seen = [0, 1, 2, 3, 4].map((ago) => contact({ name: 'Ann', lastSeenOn: addDays(world.clock, -ago) }));
    const contacts = await world.put([...seen, contact()]);
    const groups: GroupId[] = [];
    for (const take of steps) await take({ world, groups, contacts });
    // All jobs end; a refresh that waited for one follows.
    await world.drain();
    await hourly(world);
    await world.drain();
    for (const uuid of groups) expect(await shown(world, uuid)).toMatchObject({ status: 'ready' });
    for (const uuid of contacts) await expectRight(world, uuid);
  });
  await fc.assert(plays, { numRuns: runs(10) });
});

async function expectRight(world: World, uuid: ContactId): Promise<void> {
  const assets = await loadAssets(world.data, world.workspace);
  const env = queryEnvOf(assets, world.clock);
  const found = await stored(world, uuid);
  for (const group of assets.groups.values()) {
    const parsed = parseQuery(group.query ?? '', env);
    if (!parsed.ok) throw new Error(parsed.error.message);
    const belongs = found.status === 'active' && compile(parsed.query, env).matches(queryContactOf(found));
    expect([group.query, found.groups.includes(group.uuid)]).toEqual([group.query, belongs]);
  }
}

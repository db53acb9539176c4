/** Four hundred days of random lives in three zones: the rule of policies and a model of its own must agree. */
import { expect, it } from 'vitest';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../../shared/domain/contacts/modifiers/modifier.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import type { ContactId, FieldKey } from '../../../../shared/domain/ids.ts';
import { formatInstant, type Instant, instant } from '../../../../shared/domain/instant.ts';
import type { GivenRules } from '../../../../shared/domain/policies/body.ts';
import { markOf, whyNotTaken } from '../../../../shared/domain/policies/night.ts';
import programme from '../../../cases/policies/oracle.json' with { type: 'json' };
import { atNight } from '../../../support/night.ts';
import { type ModelPerson, type ModelPolicy, notePlace, take, takes } from '../../../support/policies/model.ts';
import { groupId } from '../contacts/world.ts';
import { changed, policyOf, withPolicies } from './samples.ts';

const DAY = 86_400_000;
const BEGIN = Date.parse('2026-01-15T00:00:00Z');
const PEOPLE = atNight(3_000, { byDay: 120 });
const micros = (at: number): Instant => instant(at * 1_000);

/** Numbers from 0 to below 1 that are the same each time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Each policy as the model has it, whose days are since the beginning, and as somebody gives it. */
const POLICIES = (programme as unknown as readonly { readonly model: ModelPolicy; readonly given: GivenRules }[]).map(
  ({ model, given }) => [{ ...model, begun: BEGIN + model.begun * DAY }, given] as const,
);

interface Life {
  contact: Contact;
  readonly person: ModelPerson;
}

function bornAt(number: number, next: () => number): Life {
  const created = BEGIN - Math.floor(next() * 300 * DAY);
  const joined = next() < 0.3 ? BEGIN + Math.floor((next() * 300 - 100) * DAY) : null;
  const group = next() < 0.3 ? 'Customers' : next() < 0.3 ? 'Testers' : null;
  const seen = next() < 0.7 ? created + Math.floor(next() * (BEGIN - created)) : null;
  const uuid = `22222222-2222-4222-8222-${String(number).padStart(12, '0')}` as ContactId;
  const contact: Contact = {
    ...newContact({ uuid, now: micros(created), change: { by: 'test', via: 'api' } }),
    lastSeenOn: seen === null ? null : micros(seen),
    groups: group === null ? [] : [groupId(group)],
    fields: joined === null ? {} : { ['joined' as FieldKey]: { text: 'x', datetime: formatInstant(micros(joined)) } },
  };
  return {
    contact,
    person: { created, joined, group, seen, status: 'active', statusOn: created, held: false, last: null, away: false },
  };
}

/** Something that a person, or somebody in the office, does. */
function live({ contact, person }: Life, now: number, chance: number): readonly Modifier[] {
  if (chance < 0.004 && person.status !== 'stopped') return seenAt(person, now);
  if (chance < 0.0055 && person.status === 'active') return as(person, 'stopped', now);
  if (chance < 0.007 && person.status === 'active') return as(person, 'archived', now);
  if (chance < 0.02 && person.status === 'archived' && contact.optOut === null) return as(person, 'active', now);
  if (chance < 0.024 && person.status === 'active') return moved(contact, person, chance < 0.022 ? 'Customers' : null);
  if (chance < 0.025) {
    person.held = !person.held;
    return [{ type: 'hold', hold: person.held ? { by: 'test', reason: null } : null }];
  }
  return [];
}

/** Into a group, and out of the one before; out of it only, and often back again. */
function moved({ groups }: Contact, person: ModelPerson, name: string | null): readonly Modifier[] {
  const group = person.group === name ? null : name;
  person.group = group;
  return [
    { type: 'groups', groups, modification: 'remove' },
    ...(group === null ? [] : [{ type: 'groups', groups: [groupId(group)], modification: 'add' } as const]),
  ];
}

function seenAt(person: ModelPerson, now: number): readonly Modifier[] {
  person.seen = now;
  return [{ type: 'seen', seenOn: micros(now) }];
}

function as(person: ModelPerson, status: 'active' | 'archived' | 'stopped', now: number): readonly Modifier[] {
  Object.assign(person, { status, statusOn: now, ...(status !== 'active' && { group: null }) });
  return [{ type: 'status', status }];
}

it.each(['Africa/Cairo', 'America/Santiago', 'Asia/Kathmandu'])('in %s', (zone) => {
  const next = random(zone.length * 7_919);
  const policies = POLICIES.map(([{ begun }, given], at) =>
    policyOf(given, { position: at + 1, begunOn: micros(begun) }),
  );
  const models = POLICIES.map(([model]) => model);
  const assets = withPolicies(policies, zone);
  const lives = Array.from({ length: PEOPLE }, (_, number) => bornAt(number, next));
  let taken = 0;
  for (let day = 0; day < 400; day++) {
    const night = BEGIN + day * DAY + 10 * 3_600_000;
    for (const life of lives) {
      const { person } = life;
      if (person.status === 'deleted') continue;
      const at = night - Math.floor(next() * 9 * 3_600_000) - 1;
      const modifiers = live(life, at, next());
      if (modifiers.length > 0) life.contact = changed(life.contact, modifiers, micros(at), assets);
      notePlace(models, person);
      const now = micros(night);
      const begun = models.map((model) => model.begun <= night);
      const on = { ...assets, policies: policies.filter((_, index) => begun[index]) };
      const found = (on.policies ?? []).flatMap((policy) =>
        policy.rules.stages.flatMap(({ key }) =>
          whyNotTaken(policy, key, life.contact, { assets: on, now }) === null ? [{ policy, key }] : [],
        ),
      );
      const expected = takes(
        models.filter((_, index) => begun[index]),
        person,
        zone,
        night,
      );
      const wanted = expected ? [`${expected.policy.name} ${expected.policy.stages[expected.stage]?.key}`] : [];
      const got = found.map(({ policy, key }) => `${policy.position} ${key}`);
      // An assertion for each of a million nights would take most of the time.
      if (got.join() !== wanted.join()) expect([day, life.contact.uuid, got]).toEqual([day, life.contact.uuid, wanted]);
      const [one] = found;
      if (expected === null || one === undefined) continue;
      taken++;
      const mark: Modifier = { type: 'policy_mark', mark: markOf(one.policy, one.key, life.contact, { now }) };
      const is = expected.policy.stages[expected.stage]?.is;
      const archiving: readonly Modifier[] = is === 'archive' ? [{ type: 'status', status: 'archived' }] : [];
      take(person, expected.policy, expected.stage, night);
      if (is === 'archive') Object.assign(person, { group: null });
      life.contact = changed(life.contact, [...archiving, mark], now, assets);
    }
  }
  expect(taken).toBeGreaterThan(PEOPLE);
});

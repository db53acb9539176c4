import { describe, expect, it } from 'vitest';
import type { Change } from '../../../../shared/domain/contacts/contact.ts';
import { addDays, instant } from '../../../../shared/domain/instant.ts';
import { broughtInBy, broughtMostIn, broughtSince } from '../../../../shared/domain/jobs/brought-in.ts';
import type { Actor } from '../../../../shared/domain/workspace.ts';
import { policyOf } from '../policies/samples.ts';

const NOW = instant(1_780_000_000_000_000);

const by = (id: string, via: Change['via'] = 'api'): Change => ({ by: id, via });
const person = (id: string): Actor => ({ id: id as Actor['id'], name: id });
/** Tokens are of whoever has their first letter; the service is nobody. */
const personOf = (id: string) => (id === 'system' ? undefined : person(id.slice(0, 1)));

describe('Who brought people in', () => {
  it.each([
    ['counts a person once for a contact, with their tokens', [[by('a'), by('a-token')], [by('b')]], { a: 1, b: 1 }],
    ['leaves out what the service did', [[by('system', 'job')], [by('a', 'job')]], { a: 1 }],
    ['leaves out what people sent, whoever passed it on', [[by('a', 'event')], [by('b', 'event'), by('b')]], { b: 1 }],
    ['names three at most', [[by('a'), by('b'), by('c'), by('d')], [], []], { a: 1, b: 1, c: 1 }],
    ['names all of most', [[by('a'), by('b'), by('c'), by('d')]], { a: 1, b: 1, c: 1, d: 1 }],
  ] as const)('%s', (_, changes, expected) => {
    const found = broughtInBy(changes.length, changes, personOf);
    expect(Object.fromEntries(found.by.map(({ id, contacts }) => [id, contacts]))).toEqual(expected);
  });

  it('is most of them above a half, for a person and for a token of theirs', () => {
    const of = (contacts: number) => ({
      approval: { broughtIn: { lookedAt: 10, by: [{ ...person('a'), contacts }] } },
    });
    const caller = { id: 'token' as Actor['id'], owner: person('a') };
    expect([5, 6].map((count) => broughtMostIn(of(count), caller))).toEqual([false, true]);
    expect([person('a'), person('b')].map((one) => broughtMostIn(of(6), one))).toEqual([true, false]);
    expect(broughtMostIn({ approval: null }, caller)).toBe(false);
  });

  it('is asked for 30 days, and for a policy as long as it waits before the step', () => {
    const { rules } = policyOf({
      stages: [
        { do: 'tell', days: 90 },
        { do: 'archive', days: 100, after: 20 },
        { do: 'delete', after: 5 },
      ],
      wait_days: 7,
    });
    const since = (stage: string) => broughtSince({ createdOn: NOW, policy: { stage } }, rules);
    expect(broughtSince({ createdOn: NOW })).toBe(addDays(NOW, -30));
    expect(['tell', 'archive', 'delete'].map(since)).toEqual([-37, -57, -62].map((days) => addDays(NOW, days)));
  });
});

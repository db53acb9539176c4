import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Contact, Status, Tombstone } from '../../../../shared/domain/contacts/contact.ts';
import type { Transition } from '../../../../shared/domain/contacts/counts.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import type { ContactId, GroupId } from '../../../../shared/domain/ids.ts';
import { type Instant, instant } from '../../../../shared/domain/instant.ts';

export const now = instant(1_795_500_000_000_000);
export const change = { by: 'system', via: 'api' } as const;

export const reporters = randomUUID() as string as GroupId;
const farmers = randomUUID() as string as GroupId;

export const aContact = (given: Partial<Contact> = {}): Contact => ({
  ...newContact({ uuid: randomUUID() as string as ContactId, now, change }),
  ...given,
});

export const tombstoneOf = ({ uuid, createdOn, optOut, lastWord, version }: Contact, at: Instant = now): Tombstone => ({
  uuid,
  deleted: true,
  createdOn,
  modifiedOn: at,
  optOut,
  lastWord,
  version: version + 1,
  lastChange: change,
  marks: [],
});

/** One write: to which contact, how much later than the previous one, and what it makes of the contact. */
interface Step {
  readonly contact: number;
  readonly after: number;
  readonly to: Status | 'dormant' | 'deleted';
  readonly groups: readonly GroupId[];
}

const step: fc.Arbitrary<Step> = fc.record({
  contact: fc.nat(7),
  after: fc.constantFrom(1, 1_000, 1_000_000, 20_000_000),
  to: fc.constantFrom('active', 'active', 'dormant', 'archived', 'stopped', 'blocked', 'deleted'),
  groups: fc.subarray([reporters, farmers]),
});

/** Writes to a few contacts in the order of the stream; nothing happens to a contact once it is deleted. */
export const writes: fc.Arbitrary<Transition[]> = fc.array(step, { minLength: 1, maxLength: 40 }).map((steps) => {
  const living = new Map<number, Contact | Tombstone>();
  let clock: number = now;
  return steps.flatMap((one) => {
    const before = living.get(one.contact) ?? null;
    if (before && 'deleted' in before) return [];
    clock += one.after;
    const after = written(before, one, instant(clock));
    living.set(one.contact, after);
    return [{ before, after }];
  });
});

function written(before: Contact | null, { to, groups }: Step, at: Instant): Contact | Tombstone {
  if (before === null) return aContact({ modifiedOn: at, groups });
  if (to === 'deleted') return tombstoneOf(before, at);
  const active = to === 'active' || to === 'dormant';
  return {
    ...before,
    version: before.version + 1,
    modifiedOn: at,
    status: active ? 'active' : to,
    dormantSince: to === 'dormant' ? at : null,
    groups: active ? groups : [],
  };
}

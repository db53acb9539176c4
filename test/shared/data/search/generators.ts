/** Contacts and queries that often share the properties by which a search can be planned. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { type Contact, STATUSES } from '../../../../shared/domain/contacts/contact.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import type { ContactId } from '../../../../shared/domain/ids.ts';
import { formatInstant, type Instant, instant, MICROS_PER_DAY } from '../../../../shared/domain/instant.ts';
import { assets, change, now } from '../../domain/contacts/world.ts';

const groups = [...assets.groups.values()].filter(({ query }) => query === null).slice(0, 2);

export const groupNames = groups.map(({ name }) => name);

/** Few, so that a query by uuid sometimes finds a contact. */
const UUIDS = Array.from({ length: 6 }, (_, i) => `0000000${i}-aaaa-4aaa-8aaa-aaaaaaaaaaaa` as ContactId);
const URNS = ['tel:+250788000001', 'tel:+250788000002', 'mailto:ann@example.org', 'line:Ann', 'ext:a%23b', 'ext:77'];

/** Near the days that the queries name, and near midnight of either time zone. */
const moment = fc
  .record({ days: fc.integer({ min: 0, max: 8 }), micros: fc.constantFrom(0, -1, 1, 7_200_000_000, 79_200_000_000) })
  .map(({ days, micros }) =>
    instant(Math.floor(now / MICROS_PER_DAY) * MICROS_PER_DAY - days * MICROS_PER_DAY + micros),
  );

interface Drawn {
  readonly uuid: ContactId;
  readonly status: Contact['status'];
  readonly times: readonly [Instant, Instant, Instant];
  readonly seen: Instant | null;
  readonly dormantSince: Instant | null;
  readonly urns: string[];
  readonly groups: number[];
  readonly name: string | null;
}

/** The status and the last change are not older than the creation, which the domain ensures. */
function contactOf({ uuid, status, times, seen, dormantSince, urns, groups: members, name }: Drawn): Contact {
  const [createdOn, statusOn, modifiedOn] = times.toSorted((a, b) => a - b) as [Instant, Instant, Instant];
  const active = status === 'active';
  return {
    ...newContact({ uuid, now: createdOn, change }),
    status,
    statusOn,
    modifiedOn,
    lastSeenOn: seen,
    dormantSince: active ? dormantSince : null,
    urns,
    name,
    groups: active ? members.flatMap((i) => groups[i]?.uuid ?? []) : [],
  };
}

export const contact = (uuid: fc.Arbitrary<ContactId> = fc.constantFrom(...UUIDS)): fc.Arbitrary<Contact> =>
  fc
    .record<Drawn>({
      uuid,
      status: fc.constantFrom('active', ...STATUSES),
      times: fc.tuple(moment, moment, moment),
      seen: fc.option(moment),
      dormantSince: fc.option(moment),
      urns: fc.uniqueArray(fc.constantFrom(...URNS), { maxLength: 2 }),
      groups: fc.uniqueArray(fc.constantFrom(0, 1), { maxLength: 2 }),
      name: fc.option(fc.constantFrom('Ann', 'Bob')),
    })
    .map(contactOf);

export const distinctContact = () => contact(fc.constant(null).map(() => randomUUID() as string as ContactId));

const day = fc.oneof(
  moment.map((at) => `"${formatInstant(at)}"`),
  fc.integer({ min: 0, max: 8 }).map((days) => `-${days}d`),
);
const comparator = fc.constantFrom('=', '!=', '<', '<=', '>', '>=');
const equality = fc.constantFrom('=', '!=');

const compared = (property: string) =>
  fc.tuple(comparator, day).map(([operator, value]) => `${property} ${operator} ${value}`);
const equal = (property: string, ...values: string[]) =>
  fc.tuple(equality, fc.constantFrom(...values)).map(([operator, value]) => `${property} ${operator} "${value}"`);

/** Mostly days: they limit what is read. */
const condition = fc.oneof(
  { weight: 8, arbitrary: compared('last_seen_on') },
  { weight: 6, arbitrary: compared('created_on') },
  { weight: 2, arbitrary: compared('dormant_since') },
  equal('last_seen_on', ''),
  equal('dormant_since', ''),
  equal('status', ...STATUSES, 'Active'),
  equal('group', ...groupNames),
  equal('uuid', ...UUIDS, UUIDS[0]?.toUpperCase() ?? '', 'nobody'),
  equal('tel', '+250788000001', ' +250788000002 ', '0788'),
  equal('mailto', 'ANN@example.org'),
  equal('line', 'ann'),
  equal('ext', 'a#b', '77'),
  equal('urn', '77', '+250788000001', 'ann'),
  equal('name', 'ann', ''),
);

/** Up to two levels of AND and OR. */
export const queryText: fc.Arbitrary<string> = fc.letrec<{ node: string; combination: string }>((tie) => ({
  node: fc.oneof({ maxDepth: 2, depthSize: 'large' }, condition, { weight: 3, arbitrary: tie('combination') }),
  combination: fc
    .tuple(fc.constantFrom(' AND ', ' OR '), fc.array(tie('node'), { minLength: 2, maxLength: 3 }))
    .map(([operator, nodes]) => `(${nodes.join(operator)})`),
})).node;

export const folder = fc.constantFrom(null, 'active', 'dormant', 'archived', 'stopped', 'blocked');

import type { Contact, FieldValue } from '../../shared/domain/contacts/contact.ts';
import { newContact } from '../../shared/domain/contacts/new-contact.ts';
import type { ContactId, FieldKey, GroupId, WorkspaceId } from '../../shared/domain/ids.ts';
import { formatInstant, type Instant, instant } from '../../shared/domain/instant.ts';
import type { Assets, Field, FieldType, Group } from '../../shared/domain/workspace.ts';

/** Contacts that are made from their numbers, each time the same: 12 fields, 40 groups, two addresses each. */
export const NOW = instant(Date.UTC(2026, 10, 28, 9) * 1000);
export const WORKSPACE = '11111111-1111-4111-8111-111111111111' as WorkspaceId;

const DAY = 86_400_000_000;
const change = { by: 'bench', via: 'api' } as const;

/** Pseudo-random numbers of a contact: the same for the same number and purpose. */
function dice(n: number, salt: number): number {
  let x = Math.imul(n ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(salt + 1, 0xc2b2ae35);
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  x = Math.imul(x ^ (x >>> 12), 0x297a2d39);
  return (x ^ (x >>> 15)) >>> 0;
}

const hex = (value: number) => value.toString(16).padStart(8, '0');

export function uuidOf(n: number): ContactId {
  const a = hex(dice(n, 100));
  const b = hex(dice(n, 101));
  const c = hex(dice(n, 102));
  return `${a}-${b.slice(0, 4)}-4${b.slice(5, 8)}-8${c.slice(0, 3)}-${c.slice(3, 7)}${hex(n)}` as ContactId;
}

export const numberOf = (uuid: string): number => Number.parseInt(uuid.slice(-8), 16);

const FIRST = ['Ann', 'Bob', 'Grace', 'José', 'Ünal', 'Marie', 'Jean-Pierre', 'Aline', 'Eric', 'Zoë'];
const LAST = ['Uwase', 'Mukamana', 'Habimana', 'Peña', "O'Shea", 'Smithwick', 'Niyonzima', 'Ingabire'];
const SYLLABLES = ['ka', 'mu', 'ri', 'no', 'ba', 'gi', 'we', 'zo', 'ti', 'sa', 'ne', 'hu'];
const DISTRICTS = Array.from({ length: 30 }, (_, i) => `District ${i}`);

const group = (n: number): Group => ({
  uuid: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}` as GroupId,
  name: `Group ${n}`,
  query: null,
  status: 'ready',
  system: false,
  createdOn: instant(0),
});
const groups = Array.from({ length: 40 }, (_, n) => group(n));

const TYPES: Readonly<Record<string, FieldType>> = {
  age: 'number',
  children: 'number',
  income: 'number',
  score: 'number',
  joined: 'datetime',
  visit: 'datetime',
  gender: 'text',
  crop: 'text',
  district: 'text',
  village: 'text',
  card: 'text',
  remark: 'text',
};

const field = ([key, type]: [string, FieldType]): Field => ({
  key: key as FieldKey,
  name: key,
  type,
  featured: false,
  priority: 0,
  agentAccess: 'view' as const,
  createdOn: instant(0),
});

export const ASSETS: Assets = {
  settings: {
    uuid: WORKSPACE,
    name: 'Bench',
    country: 'RW',
    languages: ['eng'],
    timezone: 'Africa/Kigali',
    dateStyle: 'day_first',
    anon: false,
    dormancyDays: 90,
    deleteAnyStatus: false,
    apiRates: {},
    createdOn: instant(0),
    revision: 1,
  },
  groups: new Map(groups.map((one) => [one.uuid, one])),
  fields: new Map(Object.entries(TYPES).map((one) => [one[0] as FieldKey, field(one)])),
};

const number = (value: number | string): FieldValue => ({ text: `${value}`, number: `${value}` });
const day = (at: Instant): FieldValue => ({ text: formatInstant(at).slice(0, 10), datetime: formatInstant(at) });
const oneOf = <T>(values: readonly T[], n: number): T => values[n % values.length] as T;

/** One of some 20,000 words. */
const syllables = (n: number): string => [n, n >>> 8, n >>> 16, n >>> 24].map((one) => oneOf(SYLLABLES, one)).join('');

export function contactOf(n: number): Contact {
  const roll = (salt: number) => dice(n, salt);
  const ago = (salt: number, days: number) => instant(NOW - (roll(salt) % (days * 86_400)) * 1_000_000 - DAY);
  const createdOn = ago(1, 1_000);
  const seen = ago(2, 400);
  return {
    ...newContact({ uuid: uuidOf(n), now: createdOn, change }),
    name: `${oneOf(FIRST, roll(3))} ${oneOf(LAST, roll(4))} ${syllables(roll(5))}`,
    language: oneOf(['eng', 'eng', 'eng', 'fra', 'kin'], roll(6)),
    urns: [`tel:+2507${String(roll(7) % 100_000_000).padStart(8, '0')}`, `mailto:person${n}@example.org`],
    lastSeenOn: roll(8) % 10 === 0 ? null : seen,
    modifiedOn: instant(Math.max(seen, createdOn)),
    groups: Array.from({ length: roll(9) % 6 }, (_, i) => oneOf(groups, roll(10 + i)).uuid).filter(
      (uuid, i, all) => all.indexOf(uuid) === i,
    ),
    fields: {
      age: number(roll(20) % 100),
      children: number(roll(21) % 9),
      income: number(`${roll(22) % 1_000_000}.5`),
      score: number(roll(23)),
      joined: day(ago(24, 3_000)),
      visit: day(ago(25, 300)),
      gender: { text: oneOf(['Female', 'Male'], roll(26)) },
      crop: { text: oneOf(['Maize', 'Beans', 'Coffee', 'Tea', 'Banana'], roll(27)) },
      district: { text: oneOf(DISTRICTS, roll(28)) },
      village: { text: `Village ${roll(29) % 5_000}` },
      card: { text: `C-${roll(30) % 500_000}` },
      remark: { text: oneOf(['', 'called', 'moved', 'again'], roll(31)) || 'none' },
    } as Contact['fields'],
  };
}

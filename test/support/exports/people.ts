import { faker as arabic } from '@faker-js/faker/locale/ar';
import { faker } from '@faker-js/faker/locale/en';
import { faker as persian } from '@faker-js/faker/locale/fa';
import { faker as georgian } from '@faker-js/faker/locale/ka_GE';
import { faker as korean } from '@faker-js/faker/locale/ko';
import { faker as nepali } from '@faker-js/faker/locale/ne';
import { faker as russian } from '@faker-js/faker/locale/ru';
import { faker as thai } from '@faker-js/faker/locale/th';
import { faker as vietnamese } from '@faker-js/faker/locale/vi';
import { faker as chinese } from '@faker-js/faker/locale/zh_CN';
import { apply } from '../../../shared/domain/changes/apply.ts';
import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../shared/domain/contacts/modifiers/modifier.ts';
import { newContact } from '../../../shared/domain/contacts/new-contact.ts';
import type { ContactId } from '../../../shared/domain/ids.ts';
import { addDays, type Instant, instant } from '../../../shared/domain/instant.ts';
import type { Assets } from '../../../shared/domain/workspace.ts';
import HOSTILE from '../../cases/exports/hostile.json' with { type: 'json' };

const SCRIPTS = [arabic, persian, georgian, korean, nepali, russian, thai, vietnamese, chinese, faker];

export const FIELDS = [
  { name: 'Home town', type: 'text' },
  { name: 'Age', type: 'number' },
  { name: 'Joined-on', type: 'datetime' },
  { name: 'Status', type: 'text' },
  { name: 'Province', type: 'state' },
  { name: 'District', type: 'district' },
  { name: 'Sector', type: 'ward' },
] as const;

export const GROUPS = ['Farmers', 'Mothers, north; and | south', '=1+1', "L'Équipe", 'Группа', 'Group:Farmers'];

/** People with a bit of everything, the same ones each time. */
export function people(count: number, assets: Assets, now: Instant): Contact[] {
  for (const one of SCRIPTS) one.seed(42);
  return Array.from({ length: count }, (_, index) => person(index, assets, now));
}

function person(index: number, assets: Assets, now: Instant): Contact {
  const change = { by: 'token', via: 'api' } as const;
  const born = addDays(now, -faker.number.int({ min: 1, max: 1_500 }));
  const uuid = faker.string.uuid() as ContactId;
  const createdOn = instant(born + faker.number.int({ max: 999_999 }));
  const empty = { ...newContact({ uuid, now: createdOn, change }), createdOn };
  const context = { now, change, taken: new Set<string>() };
  return apply(empty, [...modifiers(index, assets, createdOn, now), { type: 'regroup' }], assets, context).contact;
}

const oneIn = (n: number): boolean => faker.number.int({ min: 1, max: n }) === 1;
const hostile = (): string => faker.helpers.arrayElement(HOSTILE);

function modifiers(index: number, assets: Assets, createdOn: Instant, now: Instant): Modifier[] {
  const script = SCRIPTS[index % SCRIPTS.length] ?? faker;
  const name = oneIn(8) ? hostile() : script.person.fullName();
  const seen = oneIn(4) ? null : instant(faker.number.int({ min: createdOn, max: now }));
  const groups = [...assets.groups.values()].filter(() => oneIn(4)).map(({ uuid }) => uuid);
  return [
    ...(oneIn(20) ? [] : [{ type: 'name', name } as const]),
    ...(oneIn(3) ? [{ type: 'language', language: faker.helpers.arrayElement(['kin', 'eng', 'fra']) } as const] : []),
    { type: 'urns', urns: urns(index), modification: 'append' },
    ...fields(assets),
    ...(seen === null ? [] : [{ type: 'seen', seenOn: seen } as const]),
    ...(groups.length === 0 ? [] : [{ type: 'groups', groups, modification: 'add' } as const]),
    ...statuses(createdOn, seen, now),
  ];
}

function urns(index: number): string[] {
  const number = String(index).padStart(6, '0');
  const all = [
    ...(oneIn(15) ? [] : [`tel:+250788${number}`]),
    ...(oneIn(6) ? [`mailto:p${index}@example.org`] : []),
    ...(oneIn(6) ? [`whatsapp:250788${number}`] : []),
    ...(oneIn(20) ? [`tel:+250722${number}`] : []),
    ...(oneIn(20) ? [`telegram:${1_000_000 + index}#${encodeDisplay('Ann, "x"')}`] : []),
    ...(oneIn(30) ? [`ext:${hostile().replace(/[#%?]/g, '')}, ${index}`] : []),
    ...(oneIn(40) ? [`facebook:${index}?channel=0b0a1f0e-54b5-4c85-8c38-7a1b2c3d4e5f`] : []),
  ];
  return faker.helpers.shuffle(all);
}

const encodeDisplay = (text: string): string => text.replace(/[#%?]/g, '');

function fields(assets: Assets): Modifier[] {
  const values: Readonly<Record<string, () => string>> = {
    home_town: () => (oneIn(3) ? hostile() : `${faker.location.city()}${oneIn(10) ? ' ' : ''}`),
    age: () => faker.helpers.arrayElement(['31', '1,000', '7.50', '-3', '+4']),
    joined_on: () =>
      faker.helpers.arrayElement(['2020-10-19', '19-10-2020 08:30', '2021-03-04T05:06:07.123456Z', 'soon']),
    status: () => faker.helpers.arrayElement(['active', 'married', 'stopped']),
    province: () => 'Rwanda > Kigali',
    district: () => 'Gasabo',
    sector: () => hostile(),
  };
  return [...assets.fields.keys()].flatMap((field) => {
    const value = oneIn(2) ? values[field]?.() : undefined;
    return value === undefined ? [] : [{ type: 'field', field, value } as const];
  });
}

function statuses(createdOn: Instant, seen: Instant | null, now: Instant): Modifier[] {
  const said = instant(faker.number.int({ min: createdOn, max: now }));
  const out: Modifier = { type: 'word', says: 'out', on: said };
  const to = (status: 'archived' | 'blocked'): Modifier => ({ type: 'status', status });
  return faker.helpers.weightedArrayElement<{ weight: number; value: Modifier[] }['value']>([
    { weight: 60, value: [] },
    { weight: 10, value: [{ type: 'dormant', since: seen ?? createdOn }] },
    { weight: 8, value: [out] },
    { weight: 6, value: [to('blocked')] },
    { weight: 4, value: [out, to('blocked')] },
    { weight: 6, value: [to('archived')] },
    { weight: 3, value: [out, to('archived')] },
    { weight: 2, value: [to('blocked'), to('archived')] },
    { weight: 1, value: [out, to('blocked'), to('archived')] },
  ]);
}

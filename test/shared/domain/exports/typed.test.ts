/** Columns of files with types (Parquet): texts, times in microseconds, numbers that calculate, flags and lists. */
import { expect, it } from 'vitest';
import { exportRow } from '../../../../shared/domain/exports/row.ts';
import { typedColumns } from '../../../../shared/domain/exports/typed.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import { assets, contactOf, type ShownContact } from '../contacts/world.ts';

const MICROS = (text: string) => BigInt(Date.parse(text)) * 1_000n;
const valuesOf = (contact: ShownContact, named: Parameters<typeof typedColumns>[0] = null, of: Assets = assets) =>
  Object.fromEntries(
    typedColumns(named, of).map(({ name, type, value }) => [name, [type, value(exportRow(contactOf(contact), of))]]),
  );
const ANA: ShownContact = {
  name: 'Ana',
  groups: ['Testers'],
  urns: ['tel:+250788000001', 'mailto:ana@example.org'],
  fields: {
    age: { text: '-7.50' },
    joined: { text: '2020-10-19T08:30:00.123456Z', datetime: '2020-10-19T08:30:00.123456Z' },
  },
};
const testers = [...assets.groups.values()].find(({ name }) => name === 'Testers');
if (testers === undefined) throw new Error('The world has no group of that name');

it('has each value with its type, and beside a text the number or time that was read', () => {
  expect(valuesOf(ANA)).toMatchObject({
    name: ['text', 'Ana'],
    blocked: ['flag', false],
    groups: ['texts', ['Testers']],
    urns: ['texts', ['tel:+250788000001', 'mailto:ana@example.org']],
    created_on: ['time', MICROS('2024-01-05T08:00:00Z')],
    last_seen_on: ['time', null],
    'field:Age': ['text', '-7.50'],
    'number:Age': ['number', -7.5],
    'field:Joined': ['text', '2020-10-19T08:30:00.123456Z'],
    'time:Joined': ['time', MICROS('2020-10-19T08:30:00.123Z') + 456n],
    'field:Gender': ['text', null],
  });
  expect(valuesOf(ANA)).not.toHaveProperty('number:Gender');
});

it.each([
  ['what is no number', { age: { text: 'old' } }, 'old', null],
  ['nothing', {}, null, null],
])('has no number for %s', (_, fields, text, number) => {
  const values = valuesOf({ name: 'Bob', fields } as ShownContact);
  expect([values['field:Age'], values['number:Age']]).toEqual([
    ['text', text],
    ['number', number],
  ]);
});

it('has the columns that somebody names, each in its form, also of a field or group that is gone', () => {
  expect(valuesOf(ANA, ['urn:mailto', 'urn:telegram', `group:${testers.uuid}`, 'field:age', 'field:gone'])).toEqual({
    'urn:mailto': ['texts', ['mailto:ana@example.org']],
    'urn:telegram': ['texts', []],
    'group:Testers': ['flag', true],
    'field:Age': ['text', '-7.50'],
    'number:Age': ['number', -7.5],
    'field:gone': ['text', null],
  });
  const gone = 'group:11111111-1111-4111-8111-111111111111' as const;
  expect(valuesOf(ANA, [gone] as never)).toEqual({ [gone]: ['flag', false] });
});

it('has no addresses in an anonymous workspace', () => {
  const anonymous = { ...assets, settings: { ...assets.settings, anon: true } };
  expect(Object.keys(valuesOf(ANA, null, anonymous))).not.toContain('urns');
  expect(Object.keys(valuesOf(ANA, ['name', 'urn:tel'], anonymous))).toEqual(['name']);
});

import { describe, expect, it } from 'vitest';
import { soundnessOf } from '../../../../shared/domain/groups/stored-query.ts';
import type { FieldKey, GroupId } from '../../../../shared/domain/ids.ts';
import type { Assets, FieldType, Group, Settings } from '../../../../shared/domain/workspace.ts';
import { now, assets as world } from '../contacts/world.ts';

const group = (given: Partial<Group>): Group => ({
  uuid: 'g' as GroupId,
  name: 'G',
  query: 'fields.age > 5',
  status: 'ready',
  system: false,
  createdOn: now,
  readAs: 'age:number',
  ...given,
});

const withAge = (type: FieldType): Assets => {
  const age = world.fields.get('age' as FieldKey);
  if (age === undefined) throw new Error('The sample workspace has no age');
  return { ...world, fields: new Map(world.fields).set(age.key, { ...age, type }) };
};

const withSettings = (given: Partial<Settings>): Assets => ({ ...world, settings: { ...world.settings, ...given } });

describe('soundnessOf', () => {
  it('finds nothing wrong when nothing has changed', () => {
    expect(soundnessOf(group({}), world, now)).toBe('sound');
    expect(soundnessOf(group({ query: null }), world, now)).toBe('sound');
    expect(soundnessOf(group({}), withSettings({ timezone: 'America/Lima', dateStyle: 'month_first' }), now)).toBe(
      'sound',
    );
  });

  it('finds that a changed field type makes the query invalid, or changes its meaning', () => {
    expect(soundnessOf(group({}), withAge('text'), now)).toBe('invalid');
    expect(soundnessOf(group({ query: 'fields.age = 5' }), withAge('text'), now)).toBe('stale');
    expect(soundnessOf(group({ status: 'invalid' }), withAge('text'), now)).toBe('sound');
  });

  it('finds that the date format, or the time of midnight, has changed', () => {
    const dated = group({ query: 'last_seen_on > "25-12-2025"', readAs: 'day_first Africa/Kigali' });
    expect(soundnessOf(dated, world, now)).toBe('sound');
    expect(soundnessOf(dated, withSettings({ timezone: 'America/Lima' }), now)).toBe('stale');
    expect(soundnessOf(dated, withSettings({ dateStyle: 'month_first' }), now)).toBe('invalid');
  });
});

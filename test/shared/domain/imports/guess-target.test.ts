/** What a column becomes by what it is called, where the workspace has fields of its own. */
import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../../../shared/domain/cells/json.ts';
import type { FieldKey } from '../../../../shared/domain/ids.ts';
import { guessTarget, namesFields } from '../../../../shared/domain/imports/guess-target.ts';
import { personCells } from '../../../../shared/domain/imports/pinpoint.ts';
import { parseTarget } from '../../../../shared/domain/imports/target.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import type { Assets, Field } from '../../../../shared/domain/workspace.ts';
import names from '../../../cases/imports/column-names.json' with { type: 'json' };
import targets from '../../../cases/imports/guessed-targets.json' with { type: 'json' };

const field = (key: string, name: string): [FieldKey, Field] => [
  key as FieldKey,
  {
    ...{ key: key as FieldKey, name, type: 'text', featured: false, priority: 0, agentAccess: 'view' },
    createdOn: instant(0),
  },
];

/** `Sex` was renamed to `Gender`, and then there was another. */
const assets: Pick<Assets, 'fields' | 'groups'> = {
  fields: new Map([field('sex', 'Gender'), field('sex_2', 'Sex'), field('home_town', 'Town')]),
  groups: new Map(),
};

it.each(targets.renamed)(
  '%s is %s: the name of a field counts before the key that another has kept',
  (column, target) => {
    expect(guessTarget(column, assets)).toBe(target);
  },
);

/** What people and products call columns, in a workspace without fields. */
describe.each(Object.entries(names))('The target %s', (target, columns) => {
  it.each(columns)('is that of a column %j', (column) => {
    expect(guessTarget(column, { fields: new Map(), groups: new Map() })).toBe(target);
  });
});

it('a column is a field that the workspace has, unless its file names fields with a prefix', () => {
  const phone = { fields: new Map([field('phone', 'Phone')]), groups: new Map() };
  expect(guessTarget('Phone', phone)).toBe('field:Phone');
  expect(guessTarget('Phone', phone, { prefixed: true })).toBe('urn:tel');
  expect(guessTarget('Town', assets, { prefixed: true })).toBe('field:Town');
});

it.each(targets.prefixed as [string[], boolean][])(
  'that columns %j name fields with a prefix is %j',
  (columns, prefixed) => {
    expect(namesFields(columns)).toBe(prefixed);
  },
);

it('a user of Pinpoint has the attributes that any of the endpoints says', () => {
  const endpoint = (Address: string, UserAttributes?: object) => ({
    ...{ ChannelType: 'SMS', Address },
    User: { UserId: 'u', ...(UserAttributes && { UserAttributes }) },
  });
  expect(
    personCells([
      endpoint('+250788000001'),
      endpoint('+250788000002', { Town: ['Huye'], Likes: ['tea'] }),
      endpoint('+250788000003', { Likes: ['milk', 'tea'] }),
    ]),
  ).toEqual([
    ['Address (SMS)', '+250788000001'],
    ['Address (SMS)', '+250788000002'],
    ['Address (SMS)', '+250788000003'],
    ['User.UserId', 'u'],
    ['User.UserAttributes.Town', 'Huye'],
    ['User.UserAttributes.Likes', 'tea, milk'],
  ]);
});

it.each([
  ['name', { to: 'name', about: '' }],
  [' name ', { to: 'name', about: '' }],
  ['ignore', { to: 'ignore', about: '' }],
  ['urn', { to: 'urn', about: '' }],
  ['urn: tel', { to: 'urn', about: 'tel' }],
  ['urn:fax', { code: 'export_no_scheme', scheme: 'fax' }],
  ['field:Home town', { to: 'field', about: 'Home town' }],
  ['field:', { code: 'no_field_name', name: '', why: { code: 'blank' } }],
  ['group:A: B', { to: 'group', about: 'A: B' }],
  ['name:Ann', { code: 'no_target', text: 'name:Ann' }],
  ['ignore:it', { code: 'no_target', text: 'ignore:it' }],
  ['shoe size', { code: 'no_target', targets: expect.stringMatching(/^ignore, uuid, name, language, status, /) }],
])('the target %j is %j', (text, target) => {
  expect(parseTarget(text)).toMatchObject(target);
});

it('an object has a text for each value by its path; of lists each item, and the names of objects', () => {
  const object = {
    groups: [{ name: 'A, B' }, { name: 'C' }, { id: 7 }],
    tags: [{ name: 'X, Y' }, null],
    deep: { none: null, blank: '', absent: undefined, list: [1, [2]], no: false },
  };
  expect(cellsOf(object)).toEqual([
    ['groups', '"A, B"'],
    ['groups', 'C'],
    ['groups.id', '7'],
    ['tags', 'X, Y'],
    ['deep.list', '1'],
    ['deep.list', '2'],
    ['deep.no', 'false'],
  ]);
});

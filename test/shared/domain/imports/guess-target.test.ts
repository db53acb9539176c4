/** What a column becomes by what it is called, where the workspace has fields of its own. */
import { expect, it } from 'vitest';
import type { FieldKey } from '../../../../shared/domain/ids.ts';
import { guessTarget } from '../../../../shared/domain/imports/guess-target.ts';
import { personCells } from '../../../../shared/domain/imports/pinpoint.ts';
import { instant } from '../../../../shared/domain/instant.ts';
import type { Assets, Field } from '../../../../shared/domain/workspace.ts';

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

it.each([
  ['Sex', 'field:Sex'],
  ['fields.Sex', 'field:Sex'],
  ['fields.sex', 'field:Sex'],
  ['Field: Sex', 'field:Sex'],
  ['GENDER', 'field:Gender'],
  ['fields.home_town', 'field:Town'],
  ['home_town', 'field:Town'],
  ['fields.age', 'field:age'],
])('%s is %s: the name of a field counts before the key that another has kept', (column, target) => {
  expect(guessTarget(column, assets)).toBe(target);
});

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

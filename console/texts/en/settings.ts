import { many } from '../many.ts';

export const settings = {
  onlyAdministrators: 'Only administrators change these.',
  workspace: 'Workspace',
  saved: 'The settings are saved.',
  labels: { name: 'Name', country: 'Country', timezone: 'Time zone', dormancy_days: 'Dormant after' },
  hints: {
    name: 'Shown at the top.',
    country: 'How numbers without a country code are read: RW, for example.',
    timezone: 'Days begin there at midnight: Africa/Kigali, for example.',
    dormancy_days: 'Days without a sign of life. Another number takes effect at once.',
  },
  fields: 'Fields',
  key: 'Key',
  type: 'Type',
  types: {
    text: 'Text',
    number: 'Number',
    datetime: 'Date',
    state: 'State',
    district: 'District',
    ward: 'Ward',
  },
  uses: 'Used by',
  usedBy: (flows: number, groups: number) =>
    `${flows} ${many(flows, 'flow', 'flows')}, ${groups} ${many(groups, 'group', 'groups')}`,
  noFields: 'There are no fields yet.',
  newField: 'New field',
  add: 'Add',
  tokens: 'Tokens',
  tokensHint:
    'Each person and each script has its own. A viewer looks, an editor works, an administrator deletes and decides.',
  role: 'Role',
  made: 'Made on',
  revoke: 'Revoke',
  yours: 'Yours',
  newToken: 'New token',
  copyNow: 'Copy it now: it is never shown again.',
};

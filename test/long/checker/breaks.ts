import { deflateRawSync, inflateRawSync } from 'node:zlib';
import {
  beside,
  breaksIn,
  by,
  isActive,
  isEntry,
  isErasure,
  isJob,
  isLive,
  isMember,
  isOwned,
  isSettings,
  isSlice,
  isSmart,
  isStopped,
  isTombstone,
  nowhere,
} from './break.ts';

const withAnotherName = (packed: Uint8Array): Uint8Array =>
  deflateRawSync(Buffer.from(inflateRawSync(packed).toString('latin1').replace('"name":"', '"name":"Not '), 'latin1'));

const NAMED = { type: 'contact_name_changed', name: 'Another' };

/** In contacts and tombstones themselves. */
export const ON_CONTACTS = [
  ...breaksIn('contacts', 'contacts', [
    ['A contact that is not active in a group', isMember, { status: 'archived' }],
    ['A dormant contact that is not active', (item) => isLive(item) && !isActive(item), { dormant: 1 }],
    ['An opt-out of an active contact', isActive, { optOut: 'stopped' }],
    ['An opt-out that was lost', isStopped, { optOut: undefined }],
    ['An active contact whose last word is an opt-out', isActive, { word: ['out', 1, null, null] }],
    ['A stopped contact whose last word is an opt-in', isStopped, { word: 1 }],
    ['A contact twice in a group', isMember, by(({ groups }) => ({ groups: [...groups, ...groups] }))],
    [
      'Events without a contact',
      ({ sk }) => sk.startsWith('EVT#'),
      beside(({ pk }) => ({ pk: `${pk.slice(0, -36)}${nowhere}` })),
    ],
  ]),
  ...breaksIn('contacts', 'ghosts', [
    [
      'A member of a group that does not exist',
      isMember,
      by(({ groups }) => ({ groups: [...groups, `${nowhere}#1`] })),
    ],
  ]),
  ...breaksIn('contacts', 'tombstones', [
    ['A tombstone with a name', isTombstone, { name: 'Ann' }],
    ['A tombstone with an event', isTombstone, beside(() => ({ sk: 'EVT#0000000001', events: [] }))],
    [
      'A tombstone that owns an address',
      isTombstone,
      beside(({ pk }) => ({ pk: `I#${pk.split('#')[1]}#x`, sk: 'URN', owner: pk.split('#')[2] })),
    ],
  ]),
  ...breaksIn('contacts', 'stale rosters', [
    [
      'A tombstone on a roster',
      isTombstone,
      beside(({ pk }) => ({ pk: `G#${pk.split('#')[1]}#${nowhere}#0`, sk: `${pk.split('#')[2]}#1` })),
    ],
  ]),
];

/** In indexes, rosters and owners of addresses. */
export const ON_PLACES = [
  ...breaksIn('contacts', 'indexes', [
    [
      'A contact that says another folder',
      isActive,
      by(({ folderKey }) => ({ folderKey: folderKey.replace('active', 'dormant') })),
    ],
    [
      'A contact that says another day',
      isLive,
      by(({ folderSort }) => ({ folderSort: folderSort.replace(/^\d{4}/, '1999') })),
    ],
    [
      'A contact that says another shard',
      isLive,
      by(({ modifiedKey }) => ({ modifiedKey: modifiedKey.replace(/.$/, '9') })),
    ],
  ]),
  ...breaksIn('byFolder', 'indexes', [
    ['An index entry of no contact', () => true, beside(({ pk }) => ({ pk: `${pk.slice(0, -36)}${nowhere}` }))],
  ]),
  ...breaksIn('byModified', 'indexes', [['An index entry that is old', () => true, { modifiedSort: '0' }]]),
  ...breaksIn('contacts', 'rosters', [
    ['A roster entry of another version', isEntry, by(({ sk }) => ({ sk: `${sk}9` }))],
  ]),
  ...breaksIn('contacts', 'stale rosters', [
    ['A roster entry of no member', isEntry, beside(() => ({ sk: `${nowhere}#1` }))],
  ]),
  ...breaksIn('contacts', 'identities', [
    [
      'An address with two owners',
      (item) => isLive(item) && item['urns'],
      beside(({ pk }) => ({ pk: `${pk.slice(0, -36)}${nowhere}` })),
    ],
    ['An address that another contact owns', isOwned, { owner: nowhere }],
    ['An address owned and remembered', isOwned, { reason: 'stopped' }],
    ['An owned address that the owner has not', isOwned, beside(({ pk }) => ({ pk: `${pk}x` }))],
  ]),
];

/** In history and messages, and between them and contacts. */
export const ON_RECORDS = [
  ...breaksIn('contacts', 'history', [
    ['A name that history does not know', isLive, { name: 'Another' }],
    ['A field that history does not know', isLive, { fields: { age: { t: '77' } } }],
    ['A list of addresses that history does not know', isLive, { urns: [] }],
    ['A flag that history does not know', isActive, { dormant: 1 }],
    ['An event of a version that is not there', isLive, beside(() => ({ sk: 'EVT#0000009999', events: [] }))],
  ]),
  ...breaksIn('contacts', 'changed twice', [
    [
      'A contact that a job changed twice',
      ({ sk, change }) => sk.startsWith('EVT#') && change.job,
      // Not only groups: a version that follows deleted or changed groups may come beside a job's own.
      (item) => [
        { ...item, events: [...item['events'], NAMED] },
        { ...item, sk: 'EVT#0000000000', events: [NAMED] },
      ],
    ],
  ]),
  ...breaksIn('contacts', 'messages', [
    [
      'A message in another folder than its log says',
      ({ sk }) => sk.startsWith('MSG#'),
      by(({ visibility }) => ({ visibility: visibility === 'visible' ? 'archived' : 'visible' })),
    ],
  ]),
  ...breaksIn('workspace', 'ledger', [
    [
      'An entry of the erasure ledger with another token',
      isErasure,
      by(({ packed }) => ({ packed: withAnotherName(packed) })),
    ],
    ['An entry of the erasure ledger that says it again', isErasure, beside(() => ({ sk: '0000009999#again' }))],
  ]),
];

/** In jobs, counts and definitions. */
export const ON_WORKSPACE = [
  ...breaksIn('workspace', 'jobs', [
    ['A job that counts one more', isJob, by(({ changed }) => ({ changed: changed + 1, total: 0 }))],
    [
      'A job that counts another contact as changed',
      (item) => isJob(item) && item['changed'] > 0,
      by(({ changed, unchanged }) => ({ changed: changed - 1, unchanged: unchanged + 1 })),
    ],
    [
      'A job that has ended on the list of open ones',
      isJob,
      beside(({ pk, uuid }) => ({ pk: 'J#open', sk: `${pk.split('#')[1]}#${uuid}` })),
    ],
    [
      'A job that has ended among the previews that wait',
      isJob,
      beside(({ pk, uuid }) => ({ pk: 'J#previews', sk: `0#${pk.split('#')[1]}#${uuid}` })),
    ],
    ['A slice that is open', isSlice, { state: 'open' }],
    ['A slice of another number', isSlice, by(({ count }) => ({ count: count + 1 }))],
  ]),
  ...breaksIn('workspace', 'stuck jobs', [['A job that does not end', isJob, { status: 'started' }]]),
  ...breaksIn('workspace', 'counts', [
    [
      'A count that is too high',
      ({ pk, sk }) => pk.startsWith('N#') && sk.startsWith('ROW#'),
      by(({ folders }) => ({ folders: { ...folders, active: 50 } })),
    ],
  ]),
  ...breaksIn('workspace', 'definitions', [
    ['A number of groups that is wrong', isSettings, by(({ groupCount }) => ({ groupCount: groupCount + 1 }))],
    ['A name that is taken by none', ({ sk }) => sk.startsWith('NAME#'), beside(({ sk }) => ({ sk: `${sk}x` }))],
  ]),
  ...breaksIn('workspace', 'smart groups', [
    ['A smart group whose members are still looked for', isSmart, { status: 'evaluating' }],
    ['A smart group with another query', isSmart, { query: 'age > 5' }],
  ]),
  ...breaksIn('workspace', 'dormancy', [
    ['A number of days by which contacts are dormant', isSettings, { dormancyDays: -1 }],
  ]),
];

import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type Break, beside, by, contact, isActive, isErasure, isLive, other } from './break.ts';

const withAnotherName = (packed: Uint8Array): Uint8Array =>
  deflateRawSync(Buffer.from(inflateRawSync(packed).toString('latin1').replace('"name":"', '"name":"Not '), 'latin1'));

const NAMED = { type: 'contact_name_changed', name: 'Another' };

/** In history and messages, and between them and contacts. */
export const ON_RECORDS: readonly Break[] = [
  contact(
    'history',
    'A name that history does not know',
    isLive,
    by(() => ({ name: 'Another' })),
  ),
  contact(
    'history',
    'A field that history does not know',
    isLive,
    by(() => ({ fields: { age: { t: '77' } } })),
  ),
  contact(
    'history',
    'A list of addresses that history does not know',
    isLive,
    by(() => ({ urns: [] })),
  ),
  contact(
    'history',
    'A flag that history does not know',
    isActive,
    by(() => ({ dormant: 1 })),
  ),
  contact(
    'history',
    'An event of a version that is not there',
    isLive,
    beside(() => ({ sk: 'EVT#0000009999', events: [] })),
  ),
  contact(
    'changed twice',
    'A contact that a job changed twice',
    ({ sk, change }) => sk.startsWith('EVT#') && change.job,
    // Not only groups: a version that follows deleted or changed groups may come beside a job's own.
    (item) => [
      { ...item, events: [...item['events'], NAMED] },
      { ...item, sk: 'EVT#0000000000', events: [NAMED] },
    ],
  ),
  contact(
    'messages',
    'A message in another folder than its log says',
    ({ sk }) => sk.startsWith('MSG#'),
    by(({ visibility }) => ({ visibility: visibility === 'visible' ? 'archived' : 'visible' })),
  ),
  other(
    'ledger',
    'An entry of the erasure ledger with another token',
    isErasure,
    by(({ packed }) => ({ packed: withAnotherName(packed) })),
  ),
  other(
    'ledger',
    'An entry of the erasure ledger that says it again',
    isErasure,
    beside(() => ({ sk: '0000009999#again' })),
  ),
];

import {
  type Break,
  beside,
  by,
  contact,
  isActive,
  isEntry,
  isLive,
  isOwned,
  listed,
  modified,
  nowhere,
} from './break.ts';

/** In indexes, rosters and owners of addresses. */
export const ON_PLACES: readonly Break[] = [
  contact(
    'indexes',
    'A contact that says another folder',
    isActive,
    by(({ folderKey }) => ({ folderKey: folderKey.replace('active', 'dormant') })),
  ),
  contact(
    'indexes',
    'A contact that says another day',
    isLive,
    by(({ folderSort }) => ({ folderSort: folderSort.replace(/^\d{4}/, '1999') })),
  ),
  contact(
    'indexes',
    'A contact that says another shard',
    isLive,
    by(({ modifiedKey }) => ({ modifiedKey: modifiedKey.replace(/.$/, '9') })),
  ),
  listed(
    'indexes',
    'An index entry of no contact',
    () => true,
    beside(({ pk }) => ({ pk: `${pk.slice(0, -36)}${nowhere}` })),
  ),
  modified(
    'indexes',
    'An index entry that is old',
    () => true,
    by(() => ({ modifiedSort: '0' })),
  ),
  contact(
    'rosters',
    'A roster entry of another version',
    isEntry,
    by(({ sk }) => ({ sk: `${sk}9` })),
  ),
  contact(
    'stale rosters',
    'A roster entry of no member',
    isEntry,
    beside(() => ({ sk: `${nowhere}#1` })),
  ),
  contact(
    'identities',
    'An address with two owners',
    (item) => isLive(item) && item['urns'],
    beside(({ pk }) => ({ pk: `${pk.slice(0, -36)}${nowhere}` })),
  ),
  contact(
    'identities',
    'An address that another contact owns',
    isOwned,
    by(() => ({ owner: nowhere })),
  ),
  contact(
    'identities',
    'An address owned and remembered',
    isOwned,
    by(() => ({ reason: 'stopped' })),
  ),
  contact(
    'identities',
    'An owned address that the owner has not',
    isOwned,
    beside(({ pk }) => ({ pk: `${pk}x` })),
  ),
];

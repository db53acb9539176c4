import { type Break, beside, by, contact, isActive, isLive, isMember, isTombstone, nowhere } from './break.ts';

/** In contacts and tombstones themselves. */
export const ON_CONTACTS: readonly Break[] = [
  contact(
    'contacts',
    'A contact that is not active in a group',
    isMember,
    by(() => ({ status: 'archived' })),
  ),
  contact(
    'contacts',
    'A dormant contact that is not active',
    (item) => isLive(item) && !isActive(item),
    by(() => ({ dormant: 1 })),
  ),
  contact(
    'contacts',
    'An opt-out of an active contact',
    isActive,
    by(() => ({ optOut: 'stopped' })),
  ),
  contact(
    'contacts',
    'An opt-out that was lost',
    ({ status }) => status === 'stopped',
    by(() => ({ optOut: undefined })),
  ),
  contact(
    'contacts',
    'An active contact whose last word is an opt-out',
    isActive,
    by(() => ({ word: ['out', 1, null, null] })),
  ),
  contact(
    'contacts',
    'A stopped contact whose last word is an opt-in',
    ({ status }) => status === 'stopped',
    by(() => ({ word: 1 })),
  ),
  contact(
    'ghosts',
    'A member of a group that does not exist',
    isMember,
    by(({ groups }) => ({ groups: [...groups, `${nowhere}#1`] })),
  ),
  contact(
    'contacts',
    'A contact twice in a group',
    isMember,
    by(({ groups }) => ({ groups: [...groups, ...groups] })),
  ),
  contact(
    'contacts',
    'Events without a contact',
    ({ sk }) => sk.startsWith('EVT#'),
    beside(({ pk }) => ({ pk: `${pk.slice(0, -36)}${nowhere}` })),
  ),
  contact(
    'tombstones',
    'A tombstone with a name',
    isTombstone,
    by(() => ({ name: 'Ann' })),
  ),
  contact(
    'tombstones',
    'A tombstone with an event',
    isTombstone,
    beside(() => ({ sk: 'EVT#0000000001', events: [] })),
  ),
  contact(
    'tombstones',
    'A tombstone that owns an address',
    isTombstone,
    beside(({ pk }) => ({ pk: `I#${pk.split('#')[1]}#x`, sk: 'URN', owner: pk.split('#')[2] })),
  ),
  contact(
    'stale rosters',
    'A tombstone on a roster',
    isTombstone,
    beside(({ pk }) => ({ pk: `G#${pk.split('#')[1]}#${nowhere}#0`, sk: `${pk.split('#')[2]}#1` })),
  ),
];

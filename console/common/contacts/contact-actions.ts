import type { Capability, Folder } from '../api/index.ts';
import type { ContactPlace } from './contact-place.ts';

export type Action =
  | 'archive'
  | 'restore'
  | 'block'
  | 'stop'
  | 'add_to_group'
  | 'remove_from_group'
  | 'move_to_group'
  | 'start_flow'
  | 'set_field'
  | 'set_language'
  | 'export'
  | 'delete';

/** The actions in each folder, the most usual first (TextIt 10). */
const OF_FOLDERS: Readonly<Record<Folder, readonly Action[]>> = {
  active: ['archive', 'add_to_group', 'start_flow', 'export', 'set_field', 'set_language', 'block', 'stop'],
  dormant: ['archive', 'add_to_group', 'start_flow', 'export', 'set_field', 'set_language', 'block', 'stop'],
  archived: ['restore', 'export', 'delete'],
  stopped: ['restore', 'archive', 'export'],
  blocked: ['restore', 'archive', 'export'],
};

const OF_STATIC_GROUP: readonly Action[] = [
  'start_flow',
  'remove_from_group',
  'archive',
  'export',
  'set_field',
  'set_language',
  'block',
  'stop',
];
/** A query decides who is in a smart group, so nobody is removed by hand. */
const OF_SMART_GROUP: readonly Action[] = [
  'start_flow',
  'archive',
  'add_to_group',
  'export',
  'set_field',
  'set_language',
  'block',
  'stop',
];

/** The actions for contacts of a place: viewers have none, and only administrators delete. */
export function actionsOf(place: ContactPlace, may: (capability: Capability) => boolean): readonly Action[] {
  if (!may('edit')) return [];
  const all =
    place.type === 'folder' ? OF_FOLDERS[place.folder] : place.group.query === null ? OF_STATIC_GROUP : OF_SMART_GROUP;
  return all.filter((action) => action !== 'delete' || may('administer'));
}

export const ACTION_OF = { active: 'restore', archived: 'archive', blocked: 'block', stopped: 'stop' } as const;
type Status = keyof typeof ACTION_OF;

/** The status that an action sets; null for an action that sets none. */
export const statusOf = (action: Action): Status | null =>
  (Object.keys(ACTION_OF) as Status[]).find((status) => ACTION_OF[status] === action) ?? null;

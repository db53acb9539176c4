import type { GroupId } from '../../ids.ts';
import type { Contact } from '../contact.ts';
import { INTERNAL } from './internal.ts';
import type { Property } from './property.ts';

/** Stored with each group as `<group>#<version>`. */
function load(stored: readonly string[] = []): Contact['joined'] {
  const joined: Record<GroupId, number> = {};
  for (const stint of stored) {
    const [group, version] = stint.split('#');
    joined[group as GroupId] = Number(version);
  }
  return joined;
}

/** The version at which each group was joined, by which the data layer finds the roster entry. */
export const joined = {
  ...INTERNAL,
  blank: () => ({}),
  stored: { attribute: 'groups', store: null, load },
  bytes: 0,
} as const satisfies Property<'joined'>;

import { formatInstant } from '../instant.ts';
import type { Access, FolderDays } from './access.ts';

/** What an access reads, for a person who wants to know what a search costs and why. */
export function explain(access: Access, candidates: number): string {
  switch (access.type) {
    case 'nobody':
      return 'No contact can match, so nothing is read.';
    case 'contacts':
      return `The query names the contact: ${people(candidates)} read directly, by uuid or address.`;
    case 'groups':
      return `Every match is in ${list(access.groups.map(({ name }) => `“${name}”`))}: the members (${people(candidates)}) are read and asked the query.`;
    case 'folders':
      return `Contacts are read from ${list(access.ranges.map(folderText))} (${people(candidates)} at most) and asked the query.`;
    case 'modified':
      return `Every match was created, and so modified, since ${formatInstant(access.after)}: contacts modified since then (${people(candidates)} at most) are read and asked the query.`;
  }
}

const people = (count: number): string => (count === 1 ? '1 contact' : `${count.toLocaleString('en')} contacts`);

const list = (parts: readonly string[]): string => new Intl.ListFormat('en', { type: 'conjunction' }).format(parts);

const DAY_OF = {
  active: 'last seen (or created)',
  dormant: 'last seen (or created)',
  archived: 'archived',
  stopped: 'stopped',
  blocked: 'blocked',
} as const;

function folderText({ folder, from, to }: FolderDays): string {
  const day = DAY_OF[folder];
  if (from !== undefined && to !== undefined) return `${folder}, ${day} ${from} to ${to}`;
  if (from !== undefined) return `${folder}, ${day} ${from} or later`;
  return to === undefined ? `all of ${folder}` : `${folder}, ${day} ${to} or before`;
}

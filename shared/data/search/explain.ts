import { formatInstant } from '../../domain/instant.ts';
import type { Access, FolderDays } from './access.ts';

/** A sentence that tells the user what an access reads and why. */
export function explain(access: Access, candidates: number): string {
  switch (access.type) {
    case 'nobody':
      return 'No contact can match, so none is read.';
    case 'contacts':
      return `The query names its contacts by uuid or address: ${people(candidates)} at most, read directly.`;
    case 'groups': {
      const names = list(access.groups.map(({ name }) => `“${name}”`));
      return `Every match is in ${names}: the members, ${people(candidates)}, are read and checked one by one.`;
    }
    case 'folders':
      return `${capital(list(access.ranges.map(folderText)))} are read, ${people(candidates)} at most, and checked one by one.`;
    case 'modified': {
      const since = formatInstant(access.after);
      return `Every match was created, and therefore modified, since ${since}: whoever was modified since then, ${people(candidates)} at most, is read and checked.`;
    }
  }
}

const people = (count: number): string => (count === 1 ? '1 contact' : `${count.toLocaleString('en')} contacts`);

const list = (parts: readonly string[]): string => new Intl.ListFormat('en', { type: 'conjunction' }).format(parts);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The meaning of a folder's day. */
const DAY_OF = {
  active: 'last seen or created',
  dormant: 'last seen or created',
  archived: 'archived',
  stopped: 'stopped',
  blocked: 'blocked',
} as const;

function folderText({ folder, from, to }: FolderDays): string {
  const day = DAY_OF[folder];
  if (from !== undefined && to !== undefined) return `${folder} contacts ${day} from ${from} to ${to}`;
  if (from !== undefined) return `${folder} contacts ${day} on ${from} or later`;
  return to === undefined ? `all ${folder} contacts` : `${folder} contacts ${day} by ${to}`;
}

import { many } from './plural.ts';

/** The fields of the workspace: featured, archived and brought back. */
export const fields = {
  featured: 'Shown first',
  featuredHint: 'It is shown before other fields on the page of a contact, and as a column of the list.',
  archive: 'Archive',
  archiveTitle: (name: string) => `Archive the field “${name}”`,
  archiveHint:
    'The field leaves lists, pages, searches and imports. Its values are kept, and show again once you bring it back.',
  inUse: 'Something needs this field. Take it out there first:',
  unused: 'No group, flow or policy needs it.',
  inSearches: (names: string) => `Saved searches name it and will find nobody while it is archived: ${names}.`,
  inMappings: (names: string) => `Saved columns of imports name it and will be refused while it is archived: ${names}.`,
  usedIn: { groups: 'Groups', flows: 'Flows', policies: 'Policies' },
  archived: (count: number, shown: string) => `${shown} archived ${many(count, 'field', 'fields')}`,
  archivedHint: 'They keep their names and values, and count among the fields that a workspace may have.',
  bringBack: 'Bring back',
};

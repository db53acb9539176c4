import { ADDRESSES, type Known } from '../contacts/column-targets.ts';
import type { Texts } from '../texts/catalogue.ts';

/** Columns that every contact has, in the words of the API. */
const OWN = [
  'uuid',
  'ref',
  'name',
  'language',
  'status',
  'blocked',
  'opted_out_on',
  'created_on',
  'modified_on',
  'last_seen_on',
  'dormant_since',
  'urns',
  'groups',
  'fields',
] as const;

/** Every column that an export can have; none with addresses where addresses are hidden. */
export function columnOptions({ fields, groups }: Known, isAnonymous: boolean, texts: Texts) {
  const { exports, imports, contacts } = texts;
  const addresses = isAnonymous
    ? []
    : [{ label: imports.addresses, options: ADDRESSES.map((value) => ({ value, label: imports.targets[value] })) }];
  return [
    {
      label: imports.contactItself,
      options: OWN.filter((value) => value !== (isAnonymous ? 'urns' : 'ref')).map((value) => ({
        value,
        label: exports.columnNames[value],
      })),
    },
    ...addresses,
    { label: imports.fields, options: fields.map(({ key, name }) => ({ value: `field:${key}`, label: name })) },
    { label: contacts.groups, options: groups.map(({ uuid, name }) => ({ value: `group:${uuid}`, label: name })) },
  ].filter(({ options }) => options.length > 0);
}

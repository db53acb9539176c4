import type { Field, Group } from '../api/types.ts';
import type { Texts } from '../texts/catalogue.ts';

/** What a column may become besides fields and groups, in the API's words. */
const OWN = [
  'ignore',
  'name',
  'language',
  'status',
  'opt_out',
  'opted_out_on',
  'blocked',
  'groups',
  'created_on',
  'last_seen_on',
  'dormant_since',
  'uuid',
] as const;
/** Columns of addresses, with the most usual schemes. */
export const ADDRESSES = [
  'urn:tel',
  'urn:mailto',
  'urn:whatsapp',
  'urn:telegram',
  'urn:facebook',
  'urn:instagram',
  'urn:ext',
] as const;

/** The choices that ask for a name. */
export const NEW_FIELD = 'field:';
export const NEW_GROUP = 'group:';

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface Section {
  readonly label: string;
  readonly options: readonly Option[];
}

export interface Known {
  readonly fields: readonly Field[];
  readonly groups: readonly Group[];
}

const isFieldOrGroup = (target: string): boolean => target.startsWith(NEW_FIELD) || target.startsWith(NEW_GROUP);

/** Everything that a column can become. It includes the present target, which may be a rare scheme. */
export function optionsFor(target: string, { fields, groups }: Known, texts: Texts): readonly Section[] {
  const { imports } = texts;
  const rare = target.startsWith('urn:') && !ADDRESSES.some((one) => one === target) ? [target] : [];
  const own = (value: (typeof OWN)[number]): Option => ({ value, label: imports.targets[value] });
  return [
    { label: imports.contactItself, options: OWN.map(own) },
    {
      label: imports.addresses,
      options: [...ADDRESSES, 'urn', ...rare].map((value) => ({ value, label: addressLabel(value, texts) })),
    },
    {
      label: imports.fields,
      options: [
        ...fields.map(({ name }) => ({ value: `${NEW_FIELD}${name}`, label: name })),
        { value: NEW_FIELD, label: imports.newField },
      ],
    },
    {
      label: texts.contacts.groups,
      options: [
        ...groups
          .filter(({ query, system }) => query === null && !system)
          .map(({ name }) => ({ value: `${NEW_GROUP}${name}`, label: name })),
        { value: NEW_GROUP, label: imports.newGroup },
      ],
    },
  ];
}

const addressLabel = (target: string, { imports }: Texts): string =>
  (imports.targets as Readonly<Record<string, string>>)[target] ?? target.slice('urn:'.length);

/** The choice for a target: a new name belongs to the choice that asks for one. */
export function chosenOf(target: string, sections: readonly Section[]): Option | null {
  const all = sections.flatMap(({ options }) => options);
  const exact = all.find(({ value }) => value.toLowerCase() === target.toLowerCase());
  if (exact !== undefined || !isFieldOrGroup(target)) return exact ?? null;
  return all.find(({ value }) => value === target.slice(0, NEW_FIELD.length)) ?? null;
}

/** The name of a new field or group; null for any other target. */
export const newNameOf = (target: string, chosen: Option | null): string | null =>
  chosen?.value === NEW_FIELD || chosen?.value === NEW_GROUP ? target.slice(chosen.value.length) : null;

import { CONTACT, type Field, type Group } from '../api/index.ts';
import { type Option, optionsIn, optionsOf, type Texts } from '../texts/index.ts';

/** The choices that ask for a name. */
export const NEW_FIELD = 'field:';
export const NEW_GROUP = 'group:';

interface Section {
  readonly label: string;
  readonly options: readonly Option[];
}

export interface Known {
  readonly fields: readonly Field[];
  readonly groups: readonly Group[];
}

const isFieldOrGroup = (target: string): boolean => target.startsWith(NEW_FIELD) || target.startsWith(NEW_GROUP);

export const addressTargets = (targets: Texts['imports']['targets']): readonly Option[] =>
  optionsOf(targets).filter(({ value }) => value.startsWith('urn:'));

/** Everything that a column can become. It includes the present target, which may be a rare scheme. */
export function optionsFor(target: string, { fields, groups }: Known, { imports, words }: Texts): readonly Section[] {
  const known = optionsIn(CONTACT.targets, imports.targets);
  const isRare = target.startsWith('urn:') && !known.some(({ value }) => value === target);
  return [
    { label: imports.contactItself, options: known.filter(({ value }) => !value.startsWith('urn')) },
    {
      label: words.addresses,
      options: [
        ...known.filter(({ value }) => value.startsWith('urn')),
        ...(isRare ? [{ value: target, label: target.slice('urn:'.length) }] : []),
      ],
    },
    {
      label: words.fields,
      options: [
        ...fields.map(({ name }) => ({ value: `${NEW_FIELD}${name}`, label: name })),
        { value: NEW_FIELD, label: imports.newField },
      ],
    },
    {
      label: words.groups,
      options: [
        ...groups
          .filter(({ query, system }) => query === null && !system)
          .map(({ name }) => ({ value: `${NEW_GROUP}${name}`, label: name })),
        { value: NEW_GROUP, label: imports.newGroup },
      ],
    },
  ];
}

/** A target without the type of its new field, and that type; null: it is found out, or it is no field. */
export function typeApart(target: string): { readonly target: string; readonly type: string | null } {
  if (!target.startsWith(NEW_FIELD)) return { target, type: null };
  const [, name = '', type = null] = target.split(':');
  return { target: `${NEW_FIELD}${name}`, type };
}

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

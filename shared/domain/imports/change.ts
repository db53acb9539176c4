import type { Contact } from '../contacts/contact.ts';
import type { Modifier } from '../contacts/modifiers/modifier.ts';
import { refusalModifiers } from '../contacts/opt-out/imported.ts';
import type { AssetsByName, Imported } from '../contacts/properties/imported.ts';
import { EACH, PROPERTIES } from '../contacts/properties/index.ts';
import type { FieldKey } from '../ids.ts';
import type { Assets, Group } from '../workspace.ts';
import { foldedKey, nameKey } from '../workspace-names.ts';
import type { Draft, Row } from './row.ts';

export function namesIn({ fields, groups }: Pick<Assets, 'fields' | 'groups'>): AssetsByName {
  const byName = new Map([...fields.values()].map((field) => [nameKey(field.name), field]));
  const groupsByName = new Map([...groups.values()].map((group) => [nameKey(group.name), group]));
  const groupsByLetters = new Map<string, Group | undefined>();
  for (const group of groups.values()) {
    const key = foldedKey(group.name);
    groupsByLetters.set(key, groupsByLetters.has(key) ? undefined : group);
  }
  return {
    field: (name) => byName.get(nameKey(name)) ?? fields.get(name as FieldKey),
    // Accents often get lost; with two groups that differ in nothing else, none is meant.
    group: (name) => groupsByName.get(nameKey(name)) ?? groupsByLetters.get(foldedKey(name)),
  };
}

/** The dormancy flag comes after the creation, which may remove it; the rest follows the table's order. */
const { status, createdOn } = PROPERTIES;
const IMPORTED: readonly Omit<Imported<string, Draft, Modifier>, 'blank'>[] = [
  ...new Set([status, createdOn, ...EACH]),
].flatMap((property) => property.import ?? []);

/**
 * A row's modifiers for its contact now. Adds addresses only; missing fields, missing and smart groups are left out.
 */
export function modifiersFor(row: Row, contact: Contact, names: AssetsByName): Modifier[] {
  const { status } = refusalModifiers(row, contact);
  return IMPORTED.flatMap((imported) => imported.modifiers(row as Draft, contact, { names, status }));
}

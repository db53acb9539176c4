import type { AttributeProperty, FieldProperty, QueryProperty } from '../ast.ts';
import type { QueryContact, QueryFieldValue } from './contact.ts';

/** Prepares the question whether any value of a property passes a test. It builds no list of them. */
export type Exists<T> = (test: (value: T) => boolean) => (contact: QueryContact) => boolean;

const never = () => (): boolean => false;

/** At most one value; an empty text counts as none. */
const single =
  <T>(read: (contact: QueryContact) => T | null | undefined): Exists<T> =>
  (test) =>
  (contact) => {
    const value = read(contact);
    return value !== null && value !== undefined && value !== '' && test(value);
  };

const PATH_SEPARATOR = '>';

/** The text values of a property: an address gives its path, a location its last part (`Rwanda > Kigali City`). */
export function textsOf(property: QueryProperty, searching: boolean): Exists<string> {
  switch (property.type) {
    case 'attribute':
      return attributeTexts(property, searching);
    case 'added':
      return addedTexts(property.key);
    case 'scheme':
      return pathsOf(property.key);
    case 'field':
      return isLocation(property)
        ? locationOf(property.key)
        : single((contact) => fieldOf(contact, property.key)?.text);
  }
}

/** The same texts as a list, for whoever keeps them. */
export function textValues(property: QueryProperty, contact: QueryContact): readonly string[] {
  const values: string[] = [];
  textsOf(property, true)((value) => values.push(value) < 0)(contact);
  return values;
}

function attributeTexts({ key }: AttributeProperty, searching: boolean): Exists<string> {
  switch (key) {
    case 'uuid':
      return single((contact) => contact.uuid);
    case 'name':
      return single((contact) => contact.name);
    case 'language':
      return single((contact) => contact.language);
    case 'urn':
      return allPaths;
    default:
      return searching ? searchTexts(key) : never;
  }
}

/** Values that only a search knows. Groups and flows are given as UUIDs. */
function searchTexts(key: AttributeProperty['key']): Exists<string> {
  switch (key) {
    case 'id':
      return single((contact) => contact.id);
    case 'ref':
      return single((contact) => contact.ref);
    case 'status':
      return single((contact) => contact.status);
    case 'group':
      return (test) => (contact) => contact.groups.some(test);
    case 'flow':
      return single((contact) => contact.flow);
    case 'history':
      return (test) => (contact) => contact.history?.some(test) ?? false;
    default:
      return never;
  }
}

/** A text, or a canonical decimal. */
const addedTexts = (key: string): Exists<string> =>
  single((contact) => {
    const value = contact.added?.[key];
    return typeof value === 'string' ? value : null;
  });

const addedDates = (key: string): Exists<number> =>
  single((contact) => {
    const value = contact.added?.[key];
    return typeof value === 'number' ? value : null;
  });

const allPaths: Exists<string> = (test) => (contact) => {
  for (const [, path] of contact.urns) if (test(path)) return true;
  return false;
};

const pathsOf =
  (scheme: string): Exists<string> =>
  (test) =>
  (contact) => {
    for (const [each, path] of contact.urns) if (each === scheme && test(path)) return true;
    return false;
  };

const isLocation = ({ valueType }: FieldProperty): boolean =>
  valueType === 'state' || valueType === 'district' || valueType === 'ward';

const locationOf = (key: string): Exists<string> =>
  single((contact) => fieldOf(contact, key)?.text.split(PATH_SEPARATOR).at(-1));

/** Canonical decimals. */
export function numbersOf(property: QueryProperty): Exists<string> {
  if (property.type === 'field') return fieldValues(property.key, (value) => value.number);
  return property.type === 'added' ? addedTexts(property.key) : single((contact) => String(contact.tickets));
}

/** µs since 1970. */
export function datesOf(property: QueryProperty): Exists<number> {
  if (property.type === 'field') return fieldValues(property.key, (value) => value.datetime);
  if (property.type === 'added') return addedDates(property.key);
  switch (property.key) {
    case 'created_on':
      return single((contact) => contact.createdOn);
    case 'last_seen_on':
      return single((contact) => contact.lastSeenOn);
    default:
      return never;
  }
}

/** Never looked up on a prototype: a field may have a key such as `constructor`. */
const fieldOf = ({ fields }: QueryContact, key: string): QueryFieldValue | undefined =>
  Object.hasOwn(fields, key) ? fields[key] : undefined;

const fieldValues = <T>(key: string, read: (value: QueryFieldValue) => T | undefined): Exists<T> =>
  single((contact) => {
    const value = fieldOf(contact, key);
    return value && read(value);
  });

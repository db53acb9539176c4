import type { Image } from './index-units.ts';
import type { Value, WriteStatement } from './statement.ts';

/** Terms of the condition that name the item: partition key and sort key come first. */
const KEY_TERMS = 2;

export const keyOf = ({ where }: WriteStatement): Record<string, Value | null> =>
  Object.fromEntries(where.slice(0, KEY_TERMS));

/** A statement as an action of a transaction, by its name. `item`: the whole item as it is now, where it is known. */
export function actionOf(statement: WriteStatement, item?: Image): Readonly<Record<string, object>> {
  if (statement.inserts) return { Put: putOf(statement) };
  return isReplacedBy(statement, item) ? { Put: replacementOf(statement) } : { Update: updateOf(statement) };
}

/**
 * Whether a put leaves the same item, which takes dynoxide three quarters of an update's time (ADR 110): the change
 * names every attribute that the item has. The item has no others later, as long as the condition holds, because it
 * asks for a version: a value that is there now and that this change replaces.
 */
function isReplacedBy({ where, set, remove }: WriteStatement, item: Image | undefined): boolean {
  if (item === undefined) return false;
  const given = new Map(set);
  const isVersion = ([name, value]: WriteStatement['where'][number]): boolean =>
    value !== null && isSame(item[name], value) && given.has(name) && !isSame(given.get(name), value);
  if (!where.slice(KEY_TERMS).some(isVersion)) return false;
  const named = new Set([...where.slice(0, KEY_TERMS).map(([name]) => name), ...given.keys(), ...remove]);
  return Object.keys(item).every((name) => named.has(name));
}

const isSame = (one: Value | undefined, other: Value): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The names and values of a request's expressions, behind placeholders. */
class Placeholders {
  readonly #names = new Map<string, string>();
  readonly #values: Value[] = [];

  name(attribute: string): string {
    const short = this.#names.get(attribute) ?? `#n${this.#names.size}`;
    this.#names.set(attribute, short);
    return short;
  }

  value(given: Value): string {
    return `:v${this.#values.push(given) - 1}`;
  }

  attributes(): object {
    return {
      ExpressionAttributeNames: Object.fromEntries([...this.#names].map(([one, short]) => [short, one])),
      ...(this.#values.length > 0 && {
        ExpressionAttributeValues: Object.fromEntries(this.#values.map((one, index) => [`:v${index}`, one])),
      }),
    };
  }
}

/** That there is an item, and that it is as the statement wants it. */
function conditionOf({ where }: WriteStatement, placeholders: Placeholders): string {
  const [[partitionKey] = ['']] = where;
  const exists = `attribute_exists(${placeholders.name(partitionKey)})`;
  const terms = where
    .slice(KEY_TERMS)
    .map(([one, given]) =>
      given === null
        ? `attribute_not_exists(${placeholders.name(one)})`
        : `${placeholders.name(one)} = ${placeholders.value(given)}`,
    );
  return [exists, ...terms].join(' AND ');
}

/** An insertion as the request of `PutItem`. */
export const putOf = (statement: WriteStatement): object => ({
  TableName: statement.table,
  Item: itemOf(statement),
  ConditionExpression: 'attribute_not_exists(#key)',
  ExpressionAttributeNames: { '#key': statement.where[0]?.[0] },
});

const itemOf = (statement: WriteStatement): object => ({ ...keyOf(statement), ...Object.fromEntries(statement.set) });

/** A change that names all attributes, as the request of `PutItem`; like the statement, it never makes an item. */
function replacementOf(statement: WriteStatement): object {
  const placeholders = new Placeholders();
  const ConditionExpression = conditionOf(statement, placeholders);
  return { TableName: statement.table, Item: itemOf(statement), ConditionExpression, ...placeholders.attributes() };
}

/** A change as the request of `UpdateItem`; like the statement, it never makes an item. */
function updateOf(statement: WriteStatement): object {
  const { table, set, remove } = statement;
  const placeholders = new Placeholders();
  const name = (attribute: string): string => placeholders.name(attribute);
  const changes = [
    set.length > 0 ? `SET ${set.map(([one, given]) => `${name(one)} = ${placeholders.value(given)}`).join(', ')}` : '',
    remove.length > 0 ? `REMOVE ${remove.map(name).join(', ')}` : '',
  ];
  const UpdateExpression = changes.join(' ').trim();
  const ConditionExpression = conditionOf(statement, placeholders);
  const Key = keyOf(statement);
  return { TableName: table, Key, UpdateExpression, ConditionExpression, ...placeholders.attributes() };
}

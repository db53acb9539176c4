import type { Value, WriteStatement } from './statement.ts';

/** Terms of the condition that name the item: partition key and sort key come first. */
const KEY_TERMS = 2;

export const keyOf = ({ where }: WriteStatement): Record<string, Value | null> =>
  Object.fromEntries(where.slice(0, KEY_TERMS));

/** A statement as an action of a transaction, by its name. */
export const actionOf = (statement: WriteStatement): Readonly<Record<string, object>> =>
  statement.inserts ? { Put: putOf(statement) } : { Update: updateOf(statement) };

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
  Item: { ...keyOf(statement), ...Object.fromEntries(statement.set) },
  ConditionExpression: 'attribute_not_exists(#key)',
  ExpressionAttributeNames: { '#key': statement.where[0]?.[0] },
});

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

import type { Value, WriteStatement } from './statement.ts';

/** Terms of the condition that name the item: partition key and sort key come first. */
const KEY_TERMS = 2;

export const keyOf = ({ where }: WriteStatement): Record<string, Value | null> =>
  Object.fromEntries(where.slice(0, KEY_TERMS));

/** A statement as an action of a transaction, by its name. */
export const actionOf = (statement: WriteStatement): Readonly<Record<string, object>> =>
  statement.inserts ? { Put: putOf(statement) } : { Update: updateOf(statement) };

/** An insertion as the request of `PutItem`. */
export const putOf = (statement: WriteStatement): object => ({
  TableName: statement.table,
  Item: { ...keyOf(statement), ...Object.fromEntries(statement.set) },
  ConditionExpression: 'attribute_not_exists(#key)',
  ExpressionAttributeNames: { '#key': statement.where[0]?.[0] },
});

/** A change as the request of `UpdateItem`; like the statement, it never makes an item. */
export function updateOf(statement: WriteStatement): object {
  const { table, where, set, remove } = statement;
  const [[partitionKey] = ['']] = where;
  const terms = where.slice(KEY_TERMS);
  const names = new Map<string, string>();
  const values: Value[] = [];
  const name = (attribute: string): string => {
    const short = names.get(attribute) ?? `#n${names.size}`;
    names.set(attribute, short);
    return short;
  };
  const value = (given: Value): string => `:v${values.push(given) - 1}`;
  const changes = [
    set.length > 0 ? `SET ${set.map(([one, given]) => `${name(one)} = ${value(given)}`).join(', ')}` : '',
    remove.length > 0 ? `REMOVE ${remove.map(name).join(', ')}` : '',
  ];
  const conditions = [
    `attribute_exists(${name(partitionKey)})`,
    ...terms.map(([one, given]) =>
      given === null ? `attribute_not_exists(${name(one)})` : `${name(one)} = ${value(given)}`,
    ),
  ];
  return {
    ...{ TableName: table, Key: keyOf(statement) },
    ...{ UpdateExpression: changes.join(' ').trim(), ConditionExpression: conditions.join(' AND ') },
    ExpressionAttributeNames: Object.fromEntries([...names].map(([one, short]) => [short, one])),
    ExpressionAttributeValues: Object.fromEntries(values.map((one, index) => [`:v${index}`, one])),
  };
}

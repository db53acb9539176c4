/** Conditions of queries for SQL, over the columns of `columns.ts`. What is said here is what the evaluator says. */
import {
  type Condition,
  type DateEnv,
  dayRange,
  foldText,
  nameTokens,
  parseNumber,
  valueTypeOf,
} from '../../../query/query.ts';
import { inLine, LINE, NO_PLACE, SQL_COLUMNS, sqlAdded, sqlField } from './names.ts';
import { numberKey } from './number-key.ts';
import { literally, NotInSqlError, sqlText } from './text.ts';

/** How an engine is asked whether a text matches a regular expression. */
export interface SqlDialect {
  matches(column: string, expression: string): string;
}

const FALSE = 'FALSE';

/** A condition that is never unknown. Throws for what no file tells. */
export function conditionSql(condition: Condition, env: DateEnv, dialect: SqlDialect): string {
  const { operator, value } = condition;
  const found = existsSql(condition, env, dialect);
  // See `matcher` of the evaluator.
  const isNegative = (operator === '=' && value === '') || (operator === '!=' && value !== '');
  return isNegative ? `NOT ${found}` : found;
}

/** Whether any value of the property passes the condition's test; without a wanted value, whether there is any. */
function existsSql(condition: Condition, env: DateEnv, dialect: SqlDialect): string {
  const { property, operator, value } = condition;
  if (property.type === 'scheme') return urnSql(condition, property.key, dialect);
  if (property.type === 'attribute')
    switch (property.key) {
      case 'history':
      case 'ref':
        throw new NotInSqlError(property.key);
      // No contact has one.
      case 'id':
      case 'flow':
        return FALSE;
      case 'tickets':
        return compared("'1'", operator, value);
      case 'urn':
        return urnSql(condition, null, dialect);
      case 'group':
        return groupSql(condition);
      case 'name':
        if (operator === '~')
          return anyOf(nameTokens(value).map((word) => hasPart(SQL_COLUMNS.words, `${LINE}${word}`)));
    }
  const column = columnOf(condition);
  if (value === '') return `(${column} IS NOT NULL)`;
  switch (valueTypeOf(property)) {
    case 'number':
      return compared(column, operator, value);
    case 'datetime':
      return onDay(column, condition, env);
    case 'text':
      return textSql(column, condition);
  }
}

/** The expression with the one value of a property; null where there is none. */
function columnOf({ property }: Condition): string {
  switch (property.type) {
    case 'added':
      return sqlAdded(property.key);
    case 'field': {
      const { text, place, number, micros } = sqlField(property.key);
      if (property.valueType === 'number') return number;
      if (property.valueType === 'datetime') return micros;
      if (property.valueType === 'text') return text;
      return `CASE WHEN ${place} IS NULL THEN ${text} WHEN ${place} = ${sqlText(NO_PLACE)} THEN NULL ELSE ${place} END`;
    }
    case 'attribute':
      if (property.key in SQL_COLUMNS) return SQL_COLUMNS[property.key as keyof typeof SQL_COLUMNS];
  }
  throw new NotInSqlError(property.key);
}

const known = (test: string): string => `coalesce(${test}, FALSE)`;
const anyOf = (tests: readonly string[]): string => (tests.length === 0 ? FALSE : `(${tests.join(' OR ')})`);
const hasPart = (column: string, part: string): string => known(`strpos(${column}, ${sqlText(part)}) > 0`);

function textSql(column: string, { operator, value }: Condition): string {
  const folded = foldText(value);
  if (operator === '=' || operator === '!=') return known(`${column} = ${sqlText(folded)}`);
  if (operator !== '~') return FALSE;
  return folded === '' ? `(${column} IS NOT NULL)` : hasPart(`(${column})`, folded);
}

/** Numbers stand in the order of their texts. */
function compared(column: string, operator: Condition['operator'], value: string): string {
  const wanted = parseNumber(value);
  if (wanted === null || operator === '~') return FALSE;
  return known(`${column} ${operator === '!=' ? '=' : operator} ${sqlText(numberKey(wanted))}`);
}

function onDay(column: string, { operator, value }: Condition, env: DateEnv): string {
  const day = dayRange(value, env);
  if (day === null) return FALSE;
  const { start, end } = day;
  switch (operator) {
    case '=':
    case '!=':
      return known(`${column} >= ${start} AND ${column} < ${end}`);
    case '<':
      return known(`${column} < ${start}`);
    case '<=':
      return known(`${column} < ${end}`);
    case '>':
      return known(`${column} >= ${end}`);
    case '>=':
      return known(`${column} >= ${start}`);
    case '~':
      return FALSE;
  }
}

function groupSql({ value, asset }: Condition): string {
  const column = SQL_COLUMNS.groups;
  if (value === '') return `(${column} IS NOT NULL)`;
  return asset === null ? FALSE : hasPart(column, `${LINE}${asset.uuid}${LINE}`);
}

/** Addresses are lines of scheme and path. A null scheme stands for any. */
function urnSql({ operator, value }: Condition, scheme: string | null, { matches }: SqlDialect): string {
  const column = SQL_COLUMNS.urns;
  if (value === '') return scheme === null ? `(${column} IS NOT NULL)` : hasPart(column, `${LINE}${scheme}:`);
  const path = inLine(foldText(value));
  const begin = scheme === null ? '\\n[^:\\n]*:' : `\\n${literally(scheme)}:`;
  if (operator === '~') return known(matches(column, sqlText(`${begin}[^\\n]*${literally(path)}`)));
  if (operator !== '=' && operator !== '!=') return FALSE;
  return scheme === null
    ? known(matches(column, sqlText(`${begin}${literally(path)}\\n`)))
    : hasPart(column, `${LINE}${scheme}:${path}${LINE}`);
}

import { type Condition, type ConditionPart, nameTokens } from '../../../query/query.ts';
import { ADDED_TYPES } from '../../contacts/queryable.ts';
import { folded } from './folded.ts';
import { addedColumn, fieldColumns, groupColumn, SINGLE, URNS } from './names.ts';
import { columnOf, groupColumnsOf, type SegmentColumns } from './segment-columns.ts';
import { FlagColumn, NumberColumn, TextColumn } from './stored.ts';
import { escaped } from './urns.ts';

/** The rows of a segment among which a condition has the same answer. */
export type ConditionSource =
  /** All rows. */
  | { readonly by: 'nothing' }
  | TextSource
  /** Rows with a number between two edges; `isExact`: and rows with the same number. */
  | { readonly by: 'number'; readonly column: NumberColumn; readonly isExact: boolean }
  | { readonly by: 'time'; readonly column: NumberColumn }
  /** Rows that have one of the flags, and those without. */
  | { readonly by: 'flags'; readonly columns: readonly FlagColumn[] }
  /** None: each row is asked. */
  | { readonly by: 'row' };

export type TextSource =
  /** Rows with the same text. Only texts that have one of the parts can pass the condition's test. */
  | { readonly by: 'text'; readonly column: TextColumn; readonly parts: readonly string[] | null }
  /** Rows with a text that is not empty, and those without. */
  | { readonly by: 'presence'; readonly column: TextColumn };

const NOTHING: ConditionSource = { by: 'nothing' };

/** What the answer of a condition depends on in a segment. */
export function conditionSource({ condition }: ConditionPart, segment: SegmentColumns): ConditionSource {
  const { property, value, asset } = condition;
  const ofTime = (name: string): ConditionSource => {
    const column = columnOf(segment, name, NumberColumn);
    return column === null ? NOTHING : { by: 'time', column };
  };
  switch (property.type) {
    case 'scheme':
      return ofText(segment, URNS, condition);
    case 'added': {
      const name = addedColumn(property.key);
      return ADDED_TYPES[property.key as keyof typeof ADDED_TYPES] === 'datetime'
        ? ofTime(name)
        : ofText(segment, name, condition);
    }
    case 'field': {
      const names = fieldColumns(property.key);
      if (property.valueType === 'datetime') return ofTime(names.datetime);
      return property.valueType === 'number'
        ? ofNumber(segment, names.number, names.digits)
        : ofText(segment, names.text, condition);
    }
    case 'attribute':
      break;
  }
  switch (property.key) {
    case 'group':
      if (value === '') return { by: 'flags', columns: groupColumnsOf(segment).map(([, column]) => column) };
      return asset === null ? NOTHING : ofFlag(segment, groupColumn(asset.uuid));
    case 'created_on':
    case 'last_seen_on':
      return ofTime(property.key);
    case 'name':
    case 'language':
    case 'status':
      return ofText(segment, SINGLE[property.key].column, condition);
    case 'urn':
      return ofText(segment, URNS, condition);
    // No row of a segment has a value.
    case 'id':
    case 'flow':
    case 'tickets':
      return NOTHING;
    case 'uuid':
    case 'ref':
    case 'history':
      return { by: 'row' };
  }
}

function ofFlag(segment: SegmentColumns, name: string): ConditionSource {
  const column = columnOf(segment, name, FlagColumn);
  return column === null ? NOTHING : { by: 'flags', columns: [column] };
}

/** A number that has digits of its own is another than its double, which several numbers may share. */
function ofNumber(segment: SegmentColumns, number: string, digits: string): ConditionSource {
  const column = columnOf(segment, number, NumberColumn);
  if (column === null) return NOTHING;
  return { by: 'number', column, isExact: columnOf(segment, digits, TextColumn) === null };
}

function ofText(segment: SegmentColumns, name: string, condition: Condition): ConditionSource {
  const column = columnOf(segment, name, TextColumn);
  if (column === null) return NOTHING;
  const { property, value } = condition;
  const isWhole = property.type !== 'scheme' && !isLocation(condition);
  return value === '' && isWhole ? { by: 'presence', column } : { by: 'text', column, parts: partsOf(condition) };
}

/** The value is the last part of the text, which may be empty. */
const isLocation = ({ property }: Condition): boolean => property.type === 'field' && property.valueType !== 'text';

/** A text without any of these parts cannot pass the test; null when nothing is known of the others. */
function partsOf({ property, operator, value }: Condition): readonly string[] | null {
  const parts = wantedParts(property, operator, value);
  return parts?.every((part) => part !== '' && part.isWellFormed()) ? parts.map(folded) : null;
}

function wantedParts(property: Condition['property'], operator: Condition['operator'], value: string) {
  if (operator !== '=' && operator !== '!=' && operator !== '~') return null;
  if (value === '') return property.type === 'scheme' ? [`${property.key}:`] : null;
  const attribute = property.type === 'attribute' ? property.key : null;
  if (property.type === 'scheme' || attribute === 'urn') return [escaped(value.trim())];
  return attribute === 'name' && operator === '~' ? nameTokens(value) : [value.trim()];
}

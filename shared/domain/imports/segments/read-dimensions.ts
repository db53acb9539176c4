import type { JsonObject } from '../json.ts';
import { type Comparison, type Criteria, PINPOINT_CHANNELS, type PinpointChannel } from './criteria.ts';
import { isObject } from './segment.ts';

/** Reads one `Dimensions`, whose conditions must all hold, and notes what a query cannot express. */
export function readDimensions(dimensions: unknown, problems: string[]): Criteria {
  const all: Criteria[] = [];
  for (const [kind, conditions] of Object.entries(dimensions ?? {})) {
    const read = Object.hasOwn(KINDS, kind) ? KINDS[kind as keyof typeof KINDS] : null;
    for (const [name, condition] of Object.entries(conditions ?? {})) {
      if (condition === null || condition === undefined) continue;
      const found = read === null || !isObject(condition) ? `${kind} is not known` : read(name, condition);
      if (typeof found === 'string') problems.push(found);
      else all.push(found);
    }
  }
  return all.length === 1 && all[0] !== undefined ? all[0] : { all };
}

/** Reads a condition, or says why it cannot. */
type Read = (name: string, condition: JsonObject) => Criteria | string;

const KINDS = {
  Attributes: (name, condition) => readTexts(`Attributes.${name}`, condition['AttributeType'], condition),
  UserAttributes: (name, condition) => readTexts(`User.UserAttributes.${name}`, condition['AttributeType'], condition),
  Metrics: readMetric,
  Demographic: readDemographic,
  Location: (name, condition) =>
    name === 'Country'
      ? readTexts('Location.Country', condition['DimensionType'], condition)
      : `Location.${name} is a place on a map`,
  Behavior: (name) => `Behavior.${name} counts days of use of an app`,
} satisfies Record<string, Read>;

function readTexts(column: string, type: unknown = 'INCLUSIVE', condition: JsonObject): Criteria | string {
  const texts = valuesOf(condition);
  if (type !== 'INCLUSIVE' && type !== 'EXCLUSIVE') return `${column} is compared by ${String(type)}`;
  if (texts.length === 0 || texts.some((text) => text.trim() === '')) return `${column} is compared with nothing`;
  const leaf: Criteria = { column, texts };
  return type === 'EXCLUSIVE' ? { not: leaf } : leaf;
}

const valuesOf = ({ Values }: JsonObject): readonly string[] => (Array.isArray(Values) ? Values.map(String) : []);

const COMPARISONS: ReadonlyMap<unknown, Comparison> = new Map<unknown, Comparison>([
  ['EQUAL', '='],
  ['GREATER_THAN', '>'],
  ['GREATER_THAN_OR_EQUAL', '>='],
  ['LESS_THAN', '<'],
  ['LESS_THAN_OR_EQUAL', '<='],
]);

function readMetric(name: string, { ComparisonOperator, Value }: JsonObject): Criteria | string {
  const operator = COMPARISONS.get(ComparisonOperator);
  const isPlain = typeof Value === 'number' && /^-?\d+(\.\d+)?$/.test(String(Value));
  if (operator === undefined || !isPlain)
    return `Metrics.${name} is compared by ${String(ComparisonOperator)} ${String(Value)}`;
  return { column: `Metrics.${name}`, operator, value: Value };
}

/** Exports have only these of a device's attributes under the segment's names. */
const DEVICE: ReadonlySet<string> = new Set(['AppVersion', 'Make', 'Model', 'Platform']);

function readDemographic(name: string, condition: JsonObject): Criteria | string {
  if (DEVICE.has(name)) return readTexts(`Demographic.${name}`, condition['DimensionType'], condition);
  if (name !== 'Channel') return `Demographic.${name} is in no export`;
  const channels = valuesOf(condition);
  const other = channels.find((channel) => !Object.hasOwn(PINPOINT_CHANNELS, channel));
  if (other !== undefined) return `its channel is ${other}, which is no address here`;
  if (channels.length === 0) return 'Demographic.Channel is compared with nothing';
  const leaf: Criteria = { channels: channels as PinpointChannel[] };
  return condition['DimensionType'] === 'EXCLUSIVE' ? { not: leaf } : leaf;
}

/**
 * Values in the form of DynamoDB's JSON, and back: as `@aws-sdk/util-dynamodb` makes them with `MARSHALLING`, but ready
 * for `JSON.stringify`, so bytes are base64, and in half of its time (ADR 105). A test compares both.
 */

/** The SDK's options with which it makes the same. */
export const MARSHALLING = { removeUndefinedValues: true, convertClassInstanceToMap: true } as const;

type Values = Readonly<Record<string, unknown>>;

/** One key, which is the type, with the value. */
export type Attribute = Values;

/** The value in DynamoDB's form. Throws for what has none: NaN, a number beyond 2^53, an empty set, a function. */
export function toAttribute(value: unknown): Attribute {
  switch (typeof value) {
    case 'string':
      return { S: value };
    case 'number':
      return { N: numberText(value) };
    case 'boolean':
      return { BOOL: value };
    case 'bigint':
      return { N: String(value) };
    case 'object':
      return value === null ? { NULL: true } : ofObject(value);
    default:
      throw new Error(`A ${typeof value} cannot be stored`);
  }
}

function ofObject(value: object): Attribute {
  if (Array.isArray(value)) return { L: value.filter(isKept).map(toAttribute) };
  if (value instanceof Set) return ofSet([...value].filter((one) => one !== undefined));
  if (value instanceof Map) return ofObject(Object.fromEntries(value));
  if (ArrayBuffer.isView(value)) return { B: base64(value) };
  return { M: eachValue(value as Values, (one) => (isKept(one) ? toAttribute(one) : undefined)) };
}

const isKept = (value: unknown): boolean => value !== undefined && typeof value !== 'function';

/** All of one type, which the first one says. */
function ofSet(values: readonly unknown[]): Attribute {
  const types = new Set(values.flatMap((one) => Object.keys(toAttribute(one))));
  const [type = ''] = types;
  if (types.size !== 1 || !'SNB'.includes(type)) throw new Error('A set has texts, numbers or bytes, and is not empty');
  return { [`${type}S`]: values.map((one) => toAttribute(one)[type]) };
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new Error(`${value} cannot be stored as a number`);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) throw new Error(`${value} is no exact number`);
  return String(value);
}

const base64 = ({ buffer, byteOffset, byteLength }: ArrayBufferView): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString('base64');

/** What is made of each value, without those of which undefined is made. */
export function eachValue(values: Values, make: (value: unknown) => unknown): Values {
  const made: Record<string, unknown> = {};
  for (const key in values) {
    const value = make(values[key]);
    if (value === undefined) continue;
    // Otherwise it would become the prototype.
    if (key === '__proto__') Object.defineProperty(made, key, { value, enumerable: true });
    else made[key] = value;
  }
  return made;
}

/** The value that is stored. A number beyond 2^53 is a bigint; throws for one that is no whole number. */
export function fromAttribute(attribute: Attribute): unknown {
  for (const type in attribute) {
    const value = attribute[type];
    switch (type) {
      case 'S':
      case 'BOOL':
        return value;
      case 'N':
        return numberOf(value as string);
      case 'NULL':
        return null;
      case 'L':
        return (value as Attribute[]).map(fromAttribute);
      case 'M':
        return mapOf(value as Readonly<Record<string, Attribute>>);
      case 'B':
        return bytes(value as string);
      default:
        return new Set((value as string[]).map(READ[type as keyof typeof READ]));
    }
  }
  throw new Error('A value without a type');
}

/** A copy has the form of what JSON made, which V8 fills faster than an object that grows. */
function mapOf(attributes: Readonly<Record<string, Attribute>>): Values {
  const map: Record<string, unknown> = { ...attributes };
  for (const key in attributes) map[key] = fromAttribute(attributes[key] as Attribute);
  return map;
}

const numberOf = (text: string): number | bigint => {
  const number = Number(text);
  return Math.abs(number) > Number.MAX_SAFE_INTEGER && Number.isFinite(number) ? BigInt(text) : number;
};

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

/** How members of sets are read. */
const READ = { SS: (text: string): unknown => text, NS: numberOf, BS: bytes } as const;

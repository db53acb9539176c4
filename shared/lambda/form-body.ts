/** Bodies that are forms, as `curl -d name=Ann` sends them, by the rules of Django REST framework (as in TextIt). */
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod/mini';
import { parseOutside } from '../domain/json-nesting.ts';
import type { Shape } from './endpoint.ts';
import { refuse } from './errors.ts';
import { BODY_BYTES, refuseBytes } from './json-body.ts';

const FORM = /^\s*(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

export const isForm = ({ headers, body }: APIGatewayProxyEventV2): boolean =>
  Boolean(body?.trim()) && FORM.test(headers['content-type'] ?? '');

/** Values of a form: a body in TextIt has twenty fields, and lists of a hundred. */
const MOST_ENTRIES = 2_000;

const AMPERSAND = 0x26;

const tooMany = () => refuse({ code: 'form_too_many_values', most: MOST_ENTRIES.toLocaleString('en') }, 413);

type Entries = ReadonlyMap<string, readonly string[]>;

/**
 * The fields of a form, as JSON would have them. A list is a repeated name, or `urns[0]`, `urns[1]`; a map is
 * `fields.age`; any other JSON is given as text. An empty value clears a nullable field, else it counts as missing, and
 * missing stays missing. Throws 400 for a file and for no form; 413 for more than `most` bytes or 2,000 values.
 */
export async function readFormBody(
  event: APIGatewayProxyEventV2,
  shape: Shape,
  most = BODY_BYTES,
): Promise<Record<string, unknown>> {
  refuseBytes(event, most);
  const entries = await readEntries(event);
  const fields: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(shape)) {
    const value = fieldOf(name, schema, entries);
    if (value !== undefined) fields[name] = value;
  }
  // Unknown names are kept, for endpoints that refuse them.
  for (const [key, values] of entries) if (!isOf(shape, key)) fields[key] = values.at(-1);
  return fields;
}

/** Whether a name belongs to a field, or to an item of one: `urns[0]`, `fields.age`. */
function isOf(shape: Shape, key: string): boolean {
  if (Object.hasOwn(shape, key)) return true;
  const [name = key] = key.split(/[.[]/, 1);
  const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
  return schema !== undefined && ITEMS[outputOf(schema)] === key[name.length];
}

const ITEMS: Readonly<Record<string, string>> = { array: '[', record: '.' };

async function readEntries({ body = '', isBase64Encoded, headers }: APIGatewayProxyEventV2): Promise<Entries> {
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const entries = new Map<string, string[]>();
  let count = 0;
  for (const [name, value] of await parseForm(bytes, headers['content-type'] ?? '')) {
    if (++count > MOST_ENTRIES) throw tooMany();
    if (typeof value !== 'string') throw refuse({ code: 'form_file', name });
    entries.set(name, [...(entries.get(name) ?? []), value]);
  }
  return entries;
}

/** JSON sent without its content type arrives as a form whose first name is the JSON; it would be ignored silently. */
const JSON_AS_FORM = /^\s*[{[]/;

async function parseForm(bytes: Buffer, type: string): Promise<Iterable<[string, unknown]>> {
  if (JSON_AS_FORM.test(bytes.subarray(0, 100).toString())) throw refuse({ code: 'json_as_form' });
  // Values in multipart take more bytes, so the limit of bytes bounds their number.
  if (bytes.filter((byte) => byte === AMPERSAND).length > MOST_ENTRIES) throw tooMany();
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => null);
  if (form === null) throw refuse({ code: 'form_broken' });
  return form as unknown as Iterable<[string, unknown]>;
}

function fieldOf(name: string, schema: z.core.$ZodType, entries: Entries): unknown {
  const values = entries.get(name);
  const last = values?.at(-1);
  switch (outputOf(schema)) {
    case 'array':
      return values ?? listOf(name, entries);
    case 'record':
      return mapOf(name, entries) ?? (values && {});
    case 'object':
    case 'unknown':
      return last === undefined ? undefined : parseJson(last);
    default:
      return last === '' ? emptyOf(schema) : last;
  }
}

function outputOf(schema: z.core.$ZodType): string {
  const { def } = schema._zod as z.core.$ZodTypeInternals & {
    def: { type: string; innerType?: z.core.$ZodType; out?: z.core.$ZodType };
  };
  const inner = def.innerType ?? def.out;
  return inner === undefined ? def.type : outputOf(inner);
}

function listOf(name: string, entries: Entries): string[] | undefined {
  const items = [...entries].flatMap(([key, values]): [number, string][] => {
    const index = key.startsWith(`${name}[`) ? /^\[(\d+)\]$/.exec(key.slice(name.length))?.[1] : undefined;
    return index === undefined ? [] : [[Number(index), values.at(-1) ?? '']];
  });
  return items.length === 0 ? undefined : items.sort(([a], [b]) => a - b).map(([, value]) => value);
}

function mapOf(name: string, entries: Entries): Record<string, string> | undefined {
  const own = [...entries].filter(([key]) => key.startsWith(`${name}.`) && key.length > name.length + 1);
  if (own.length === 0) return undefined;
  return Object.fromEntries(own.map(([key, values]) => [key.slice(name.length + 1), values.at(-1) ?? '']));
}

/** Text that is not JSON, or nested too deeply, stays text, and the field's schema refuses it. */
function parseJson(text: string): unknown {
  const value = parseOutside(text);
  return value === undefined ? text : value;
}

function emptyOf(schema: z.core.$ZodType): '' | null | undefined {
  const takes = (value: unknown) => z.safeParse(schema, value).success;
  if (takes('')) return '';
  if (takes(null)) return null;
  return takes(undefined) ? undefined : '';
}

/** Reads forms, which few clients send: a companion of the bundles, so that it returns refusals and throws none. */
import * as z from 'zod/mini';
import type { Refusal } from '../../domain/refusals/refusal.ts';
import { parseOutside } from '../../domain/text/json-nesting.ts';
import type { Shape } from './endpoint.ts';

/** Values of a form: a body in TextIt has twenty fields, and lists of a hundred. */
const MOST_ENTRIES = 2_000;

const AMPERSAND = 0x26;

interface Refused {
  readonly status: 400 | 413;
  readonly refusal: Refusal;
}
type FormReading = { readonly fields: Readonly<Record<string, unknown>> } | Refused;

const refused = (refusal: Refusal): Refused => ({ status: 400, refusal });
const tooMany = (): Refused => ({
  status: 413,
  refusal: { code: 'form_too_many_values', most: MOST_ENTRIES.toLocaleString('en') },
});

type Entries = ReadonlyMap<string, readonly string[]>;

/** The fields of a form by the shape of its endpoint, as JSON would have them. */
export async function formFields(bytes: Buffer, type: string, shape: Shape): Promise<FormReading> {
  const entries = await readEntries(bytes, type);
  if ('refusal' in entries) return entries;
  const fields: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(shape)) {
    const value = fieldOf(name, schema, entries);
    if (value !== undefined) fields[name] = value;
  }
  // Unknown names are kept, for endpoints that refuse them.
  for (const [key, values] of entries) if (!isOf(shape, key)) fields[key] = values.at(-1);
  return { fields };
}

/** Whether a name belongs to a field, or to an item of one: `urns[0]`, `fields.age`. */
function isOf(shape: Shape, key: string): boolean {
  if (Object.hasOwn(shape, key)) return true;
  const [name = key] = key.split(/[.[]/, 1);
  const schema = Object.hasOwn(shape, name) ? shape[name] : undefined;
  return schema !== undefined && ITEMS[outputOf(schema)] === key[name.length];
}

const ITEMS: Readonly<Record<string, string>> = { array: '[', record: '.' };

async function readEntries(bytes: Buffer, type: string): Promise<Entries | Refused> {
  const form = await parseForm(bytes, type);
  if ('refusal' in form) return form;
  const entries = new Map<string, string[]>();
  let count = 0;
  for (const [name, value] of form) {
    if (++count > MOST_ENTRIES) return tooMany();
    if (typeof value !== 'string') return refused({ code: 'form_file', name });
    entries.set(name, [...(entries.get(name) ?? []), value]);
  }
  return entries;
}

/** JSON sent without its content type arrives as a form whose first name is the JSON; it would be ignored silently. */
const JSON_AS_FORM = /^\s*[{[]/;

async function parseForm(bytes: Buffer, type: string): Promise<Iterable<[string, unknown]> | Refused> {
  if (JSON_AS_FORM.test(bytes.subarray(0, 100).toString())) return refused({ code: 'json_as_form' });
  // Values in multipart take more bytes, so the limit of bytes bounds their number.
  if (bytes.filter((byte) => byte === AMPERSAND).length > MOST_ENTRIES) return tooMany();
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => null);
  if (form === null) return refused({ code: 'form_broken' });
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

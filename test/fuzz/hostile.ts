import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Written {
  readonly value?: string;
  /** Around the value, `times` deep. */
  readonly open?: string;
  readonly close?: string;
  /** An object with so many keys. */
  readonly keys?: number;
  /** A list of this element, `times` long. */
  readonly items?: string;
  readonly times?: number;
}

interface List {
  readonly strings: readonly Written[];
  readonly json: readonly Written[];
  readonly bodies: readonly string[];
  readonly query: readonly string[];
  readonly headers: readonly string[];
}

// Not imported: Vite's parser of JSON refuses halves of surrogate pairs.
const list = JSON.parse(readFileSync(join(import.meta.dirname, 'hostile.json'), 'utf8')) as List;

/** Texts of JSON, valid ones, to be put where a value of a body is expected. */
export const HOSTILE_JSON: readonly string[] = [
  ...list.json.map(jsonOf),
  ...list.strings.map((written) => JSON.stringify(textOf(written))),
];

/** What templates, patterns and queries are made of too. */
export const HOSTILE_STRINGS: readonly string[] = list.strings.map(textOf);

/** Values of query parameters, as they are written in a URL. */
export const HOSTILE_PARAMETERS: readonly string[] = [
  ...list.query,
  ...HOSTILE_STRINGS.filter((text) => text.length < 10_000 && text.isWellFormed()).map(encodeURIComponent),
];

/** Bodies that are no JSON. */
export const HOSTILE_BODIES: readonly string[] = list.bodies;

/** Values of headers that HTTP can carry. */
export const HOSTILE_HEADERS: readonly string[] = list.headers;

function textOf({ value = '', times = 1 }: Written): string {
  return value.repeat(times);
}

function jsonOf(written: Written): string {
  const { value = '', open, close = '', keys, items, times = 1 } = written;
  if (keys !== undefined) return `{${Array.from({ length: keys }, (_, index) => `"k${index}":1`).join()}}`;
  if (items !== undefined) return `[${Array.from({ length: times }, () => items).join()}]`;
  return open === undefined ? textOf(written) : `${open.repeat(times)}${value}${close.repeat(times)}`;
}

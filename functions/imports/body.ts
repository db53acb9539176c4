import * as z from 'zod/mini';
import { countryCode } from '../../shared/domain/countries.ts';
import { FORMATS } from '../../shared/domain/imports/plan.ts';
import { LONGEST_VALUE } from '../../shared/domain/imports/problems.ts';
import { refusalsBody } from '../../shared/domain/imports/refusals.ts';
import { choice, list, map, strict, text } from '../../shared/domain/schema.ts';
import { IMPORT_TARGET } from '../../shared/domain/text-forms.ts';
import type { BodyForm, Request } from '../../shared/lambda/http/endpoint.ts';
import { CODE_PAGES } from './worker/read/code-pages.ts';

/** Files of one import: Pinpoint writes one for some ten thousand people. */
const MOST_FILES = 100;
const MOST_COLUMNS = 500;
/** Cells of an import that are read as another text, in all. */
export const MOST_VALUES = 1_000;

/** `group`: everybody in the file joins it; null: none, even if the name is that of a Pinpoint segment. */
const file = {
  name: text({ max: 255 }),
  group: z.optional(z.nullable(text({ max: 64 }))),
};

/** Where contacts are pulled from, by that system's API; to continue a pull, only the token. */
const textit = {
  host: z.optional(text({ max: 255 })),
  token: text({ max: 255 }),
  /** Only contacts changed since then; null: all; left out: since the last import from there that was run. */
  since: z.optional(z.nullable(text({ max: 64 }))),
};

/** The body of POST imports.json: a new import's name and files; how to read them, also with its preview. */
export const body = {
  name: z.optional(text({ max: 128 })),
  files: z.optional(list(strict(file, 'a file', { code: 'import_names_files' }), MOST_FILES)),
  textit: z.optional(strict(textit, 'a source', { code: 'pull_host_and_token' })),
  format: z.optional(z.nullable(choice(FORMATS))),
  mapping: z.optional(map(text({ max: 100, form: IMPORT_TARGET }), MOST_COLUMNS)),
  /** The name of a saved mapping. */
  mapping_name: z.optional(text({ max: 64 })),
  /** Saves the mapping under this name. */
  save_mapping_as: z.optional(text({ max: 64 })),
  encoding: z.optional(z.nullable(choice(CODE_PAGES))),
  group: z.optional(z.nullable(text({ max: 64 }))),
  /** Who wants no messages: how each column, file, archive entry or sheet says so. Checked by `checkRefusals`. */
  refusals: z.optional(refusalsBody({ columns: MOST_COLUMNS, cells: MOST_VALUES })),
  /** ISO 3166 alpha-2 of numbers without a country code. */
  country: z.optional(countryCode()),
  /** By column, what to read instead of a cell. */
  values: z.optional(map(map(text({ max: LONGEST_VALUE, blank: true }), MOST_VALUES), MOST_COLUMNS)),
  action: z.optional(choice(['preview', 'pull'])),
};

const allBut = (...names: readonly string[]) => Object.keys(body).filter((name) => !names.includes(name));

/** A new import of files or from TextIt, its preview, and how a pull goes on. */
export const importForms: readonly BodyForm[] = [
  {
    name: 'files',
    fields: allBut('textit', 'action'),
    required: ['name', 'files'],
    filled: ['files'],
    without: 'uuid',
  },
  {
    name: 'textit',
    fields: allBut('files', 'format', 'encoding', 'action'),
    required: ['name', 'textit'],
    without: 'uuid',
  },
  {
    name: 'preview',
    fields: allBut('name', 'files', 'textit'),
    required: ['action'],
    values: { action: ['preview'] },
    with: 'uuid',
  },
  {
    name: 'pull',
    fields: ['action', 'textit'],
    required: ['action', 'textit'],
    values: { action: ['pull'] },
    with: 'uuid',
  },
];

export type ImportRequest = Request<'uuid', typeof body>;

/** One file of each product (test/cases/imports/recipes), with its headings and quirks, from its upload to people. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { ApiAnswer } from '../../support/api/api.ts';
import { type Client, contactOf, prepare } from '../../support/api/client.ts';
import { preselectedIn, previewAsked, run, type SentFile, upload } from '../../support/imports/import-files.ts';
import { textItSheet } from '../../support/imports/spreadsheets.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

interface Person {
  readonly status: string;
  readonly name?: string | null;
  readonly language?: string;
  /** By name. */
  readonly groups?: readonly string[];
  /** The beginnings of values, by key. */
  readonly fields?: Readonly<Record<string, string>>;
}

type RecipeFile =
  | string
  | { readonly zip: string; readonly entries: readonly string[] }
  | { readonly textit: string; readonly rows: Parameters<typeof textItSheet>[0] };

interface Recipe {
  readonly product: string;
  readonly files: readonly RecipeFile[];
  /** Columns and files that a person has to decide about. */
  readonly undecided?: readonly string[];
  /** How the person decides, and what else they say. */
  readonly answers?: { readonly refusals?: object };
  readonly preview: object;
  /** Of new fields, by name; null: none of this name. */
  readonly types?: Readonly<Record<string, string | null>>;
  readonly warnings?: readonly string[];
  /** By address. */
  readonly people: Readonly<Record<string, Person>>;
}

const FOLDER = join(import.meta.dirname, '../../cases/imports/recipes');
const contentOf = (path: string) => readFileSync(join(FOLDER, path));

const fileOf = (file: RecipeFile): SentFile => {
  if (typeof file === 'string') return { name: basename(file), content: contentOf(file) };
  if ('rows' in file) return { name: file.textit, content: textItSheet(file.rows) };
  const entries = file.entries.map((path) => [basename(path), new Uint8Array(contentOf(path))]);
  return { name: file.zip, content: Buffer.from(zipSync(Object.fromEntries(entries))) };
};

const recipes = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name): [string, Recipe] => [name.replace('.json', ''), JSON.parse(String(contentOf(name)))]);

const stage = onInProcessStage();

/** Its words may say it, and nothing is preselected. */
const isOpen = ({ because, preselected }: { because: string | null; preselected: boolean }) =>
  !preselected && (because === 'name' || because === 'values');

/** Uploads and previews; returns the preview as the person has decided. */
async function previewOf(client: Client, { files, answers, undecided = [] }: Recipe): Promise<ApiAnswer['body']> {
  const uuid = await upload(stage(), client, files.map(fileOf));
  const first = await previewAsked(stage(), client, uuid);
  const open = first.preview.candidates.filter(isOpen).map(({ name }: { name: string }) => name);
  expect(open.toSorted()).toEqual(undecided.toSorted());
  const preselected = preselectedIn(first.preview);
  const refusals = preselected === 'none' ? (answers?.refusals ?? 'none') : { ...preselected, ...answers?.refusals };
  return previewAsked(stage(), client, uuid, { ...answers, refusals });
}

async function expectPerson(client: Client, urn: string, person: Person): Promise<void> {
  const { groups, fields = {}, ...wanted } = person;
  const found = await contactOf(client, urn);
  expect(found, urn).toMatchObject(wanted);
  if (groups !== undefined) expect(found?.groups.map(({ name }: { name: string }) => name).toSorted()).toEqual(groups);
  for (const [key, value] of Object.entries(fields)) expect(found?.fields[key]?.slice(0, value.length)).toBe(value);
}

describe('a file of', () => {
  it.each(recipes)('%s becomes its people, and nobody who refuses messages is sendable', async (_, recipe) => {
    const client = await stage().open();
    await prepare(client);
    const shown = await previewOf(client, recipe);
    expect(shown.preview).toMatchObject(recipe.preview);
    const types = new Map(
      shown.preview.new_fields.map(({ name, type }: { name: string; type: string }) => [name, type]),
    );
    for (const [name, type] of Object.entries(recipe.types ?? {}))
      expect([name, types.get(name) ?? null]).toEqual([name, type]);
    if (recipe.warnings !== undefined)
      expect(shown.preview.warnings).toEqual(expect.arrayContaining([...recipe.warnings]));
    expect((await run(stage(), client, shown)).status).toBe('completed');
    for (const [urn, person] of Object.entries(recipe.people)) await expectPerson(client, urn, person);
    // What columns were told is recalled, of files by their names it is not.
    const answers = Object.entries(recipe.answers?.refusals ?? {});
    const answered = answers.flatMap(([name, how]) => (how === 'everybody' ? [] : name));
    const undecided = recipe.undecided?.filter((name) => !answered.includes(name)) ?? [];
    const again = await previewOf(client, { ...recipe, undecided });
    expect(again.preview).toMatchObject({
      created: 0,
      updated: 0,
      opt_outs: { given: 0 },
      new_fields: [],
      new_groups: [],
    });
  });
});

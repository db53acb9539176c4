import { listMappings, readImport, type SavedMapping, type StoredPull } from '../../shared/data/imports/index.ts';
import type { ImportId } from '../../shared/domain/ids.ts';
import type { FileSpec, Import, Reading } from '../../shared/domain/imports/plan.ts';
import { LONGEST_VALUE } from '../../shared/domain/imports/problems.ts';
import type { Declared, DeclaredRefusals } from '../../shared/domain/imports/refusals.ts';
import { isRefusingTarget, parseTarget } from '../../shared/domain/imports/target.ts';
import { findGroup } from '../../shared/domain/references.ts';
import { isRefusal } from '../../shared/domain/refusals/refusal.ts';
import { groupNameError } from '../../shared/domain/workspace-names.ts';
import { notFound } from '../../shared/lambda/http/errors.ts';
import type { FieldErrors } from '../../shared/lambda/http/field-errors.ts';
import { lookupParam, requireUuid } from '../../shared/lambda/http/params.ts';
import { type ImportRequest, MOST_VALUES } from './body.ts';
import { type Pulling, parseGoOn, parseSource } from './pull/parse.ts';

/** How a body says to read columns, cells and files. */
type Said = Partial<Reading>;

export type SaveImportCommand =
  | ({
      readonly type: 'new';
      readonly name: string;
      readonly files: readonly FileSpec[];
      readonly saveAs: string | null;
    } & Reading)
  | ({ readonly type: 'pull'; readonly name: string; readonly saveAs: string | null } & Reading & Pulling)
  | { readonly type: 'go_on'; readonly imported: Import; readonly pull: StoredPull; readonly token: string }
  | ({ readonly type: 'preview'; readonly imported: Import; readonly saveAs: string | null } & Reading);

export async function parseSaveImport(request: ImportRequest): Promise<SaveImportCommand | FieldErrors> {
  const { given, errors, query, runtime, caller } = request;
  const isNew = lookupParam(query, 'uuid') === null;
  const imported = isNew
    ? null
    : await readImport(runtime.data, caller.workspace, requireUuid<ImportId>(query, 'uuid'));
  if (!isNew && imported === null) throw notFound();
  const said = await saidBy(request);
  checkGroup(request, 'group', request.given.group);
  for (const { group } of request.given.files ?? []) checkGroup(request, 'files', group);
  if (imported === null) return given.textit === undefined ? parseNew(request, said) : parsePull(request, said);
  if (given.action === undefined) errors.add('action', { code: 'required' });
  if (given.action === 'pull') return parseGoOn(request, imported);
  if (given.textit !== undefined) errors.add('textit', { code: 'pull_stays' });
  if (imported.pull !== undefined && imported.files.length === 0) errors.add('action', { code: 'pull_nothing_yet' });
  for (const field of ['name', 'files'] as const)
    if (given[field] !== undefined) errors.add(field, { code: 'import_stays' });
  if (errors.body !== null) return errors;
  return {
    type: 'preview',
    imported,
    saveAs: given.save_mapping_as ?? null,
    ...readingOf(imported),
    ...said,
  };
}

async function parsePull(request: ImportRequest, said: Said): Promise<SaveImportCommand | FieldErrors> {
  const { given, errors } = request;
  const { name } = given;
  if (name === undefined) errors.add('name', { code: 'required' });
  if (given.files !== undefined) errors.add('files', { code: 'files_or_source' });
  for (const field of ['format', 'encoding', 'action'] as const)
    if (given[field]) errors.add(field, { code: 'not_of_source' });
  const pulling = await parseSource(request);
  if (errors.body !== null || name === undefined || pulling === null) return errors;
  const reading = { ...readingOf(said), format: 'jsonl', encoding: null } as const;
  return { type: 'pull', name, saveAs: given.save_mapping_as ?? null, ...reading, ...pulling };
}

function parseNew({ given, errors }: ImportRequest, said: Said): SaveImportCommand | FieldErrors {
  const { name, files } = given;
  if (name === undefined) errors.add('name', { code: 'required' });
  if (files === undefined || files.length === 0) errors.add('files', { code: 'required' });
  if (given.action !== undefined) errors.add('action', { code: 'upload_first' });
  if (errors.body !== null || name === undefined || files === undefined) return errors;
  return {
    type: 'new',
    name,
    files: files.map((file) => ({
      name: file.name,
      ...(file.group !== undefined && { group: file.group }),
    })),
    saveAs: given.save_mapping_as ?? null,
    ...readingOf(said),
  };
}

/** How an import is read, where that is said; else all is found out. */
const readingOf = (said: Said): Reading => ({
  format: said.format ?? null,
  encoding: said.encoding ?? null,
  group: said.group ?? null,
  mapping: said.mapping ?? {},
  declared: said.declared ?? null,
  country: said.country ?? null,
  values: said.values ?? {},
});

/** What a body says, the targets of columns by a saved mapping, which the body overrides. */
async function saidBy(request: ImportRequest): Promise<Said> {
  const { given, errors } = request;
  const country = given.country;
  checkValues(given.values ?? {}, errors);
  checkRefusals((given.refusals ?? 'none') as DeclaredRefusals, errors);
  return {
    ...(given.format !== undefined && { format: given.format }),
    ...(given.encoding !== undefined && { encoding: given.encoding }),
    ...(given.group !== undefined && { group: given.group }),
    ...(given.country !== undefined && { country: country ?? null }),
    ...(given.values !== undefined && { values: given.values }),
    ...(await columnsSaidBy(request)),
  };
}

/** Refuses more values than an import can keep. */
function checkValues(values: Import['values'], errors: FieldErrors): void {
  let all = 0;
  for (const [column, cells] of Object.entries(values)) {
    all += Object.keys(cells).length;
    if (Object.keys(cells).some((cell) => [...cell].length > LONGEST_VALUE))
      errors.addItem('values', column, { code: 'too_many_characters', most: LONGEST_VALUE });
  }
  if (all > MOST_VALUES) errors.add('values', { code: 'too_many_elements', most: MOST_VALUES });
}

/** Refuses a declaration that names nothing, and more listed cells than an import can keep. */
function checkRefusals(refusals: DeclaredRefusals, errors: FieldErrors): void {
  if (refusals === 'none') return;
  const lists = Object.entries(refusals).flatMap(([name, how]) => (typeof how === 'string' ? [] : [{ name, how }]));
  for (const { name, how } of lists) if (how.length === 0) errors.addItem('refusals', name, { code: 'refusals_empty' });
  if (Object.keys(refusals).length === 0) errors.add('refusals', { code: 'refusals_empty' });
  if (lists.reduce((sum, { how }) => sum + how.length, 0) > MOST_VALUES)
    errors.add('refusals', { code: 'too_many_elements', most: MOST_VALUES });
}

/** The targets of columns, and who wants no messages: what the body says goes before a saved mapping. */
async function columnsSaidBy(request: ImportRequest): Promise<Said> {
  const { given, errors, runtime, caller, now } = request;
  for (const [column, target] of Object.entries(given.mapping ?? {})) {
    const parsed = parseTarget(target);
    if (isRefusal(parsed)) errors.addItem('mapping', column, parsed);
    else if (isRefusingTarget(target)) errors.addItem('mapping', column, { code: 'refusals_not_mapped', target });
  }
  const declared: Declared | null =
    given.refusals === undefined
      ? null
      : { refusals: given.refusals as DeclaredRefusals, by: caller.id, name: caller.name, on: now };
  const said = {
    ...(given.mapping !== undefined && { mapping: given.mapping }),
    ...(declared !== null && { declared }),
  };
  if (given.mapping_name === undefined) return said;
  const all = await listMappings(runtime.data, caller.workspace);
  const name = given.mapping_name.toLowerCase();
  const saved = all.find((one) => one.name.toLowerCase() === name);
  if (saved === undefined) errors.add('mapping_name', { code: 'no_such_object', reference: given.mapping_name });
  return { ...(saved && savedIn(saved)), ...said, mapping: { ...saved?.mapping, ...given.mapping } };
}

/** What a saved mapping declares, which holds for what it has seen. */
const savedIn = ({ name, declared, seen = {} }: SavedMapping): Said =>
  declared === null ? {} : { declared: { ...declared, mapping: name, seen } };

function checkGroup(
  { errors, assets }: ImportRequest,
  field: 'group' | 'files',
  group: string | null | undefined,
): void {
  if (!group) return;
  const known = findGroup(group, assets);
  if (known === undefined) errors.add(field, groupNameError(group));
  else if (known.query !== null) errors.add(field, { code: 'query_based', reference: group });
}

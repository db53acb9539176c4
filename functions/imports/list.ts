import * as z from 'zod/mini';
import { listImports, listMappings, readImport, type SavedMapping } from '../../shared/data/imports/index.ts';
import { readJob } from '../../shared/data/jobs/index.ts';
import { asListed, type Neighbours, neighboursOf, placeOf } from '../../shared/data/paging/index.ts';
import type { Refused } from '../../shared/domain/cells/record.ts';
import type { ImportId } from '../../shared/domain/ids.ts';
import { type Import, type Plan, partKey } from '../../shared/domain/imports/plan.ts';
import { refusalsSchema } from '../../shared/domain/imports/refusals.ts';
import { pagesOf } from '../../shared/lambda/http/answers.ts';
import { endpoint, ok, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { notFound, refuse } from '../../shared/lambda/http/errors.ts';
import { listPage, PAGING, page } from '../../shared/lambda/http/page.ts';
import { byUuid, required } from '../../shared/lambda/http/param.ts';
import { requireUuid, uuidParam } from '../../shared/lambda/http/params.ts';
import { orNull, presenter } from '../../shared/lambda/http/presenter.ts';
import { readPart, readPlan } from '../../shared/services/packed-parts.ts';
import { importSchema, showImport } from './present.ts';
import { quotes, refusedShown } from './present-plan.ts';

/** GET imports.json: newest first; with `?uuid=` also the preview's findings. */
export const getImports = endpoint({
  summary: 'List imports',
  answers: pagesOf(importSchema),
  params: { uuid: byUuid('only this import, with the findings of its preview'), ...PAGING },
  parse: ({ query }) => ({ uuid: uuidParam<ImportId>(query, 'uuid'), cursor: query.cursor }),
  async handle({ uuid, cursor }, context) {
    const { runtime, caller } = context;
    if (uuid) {
      const imported = await readImport(runtime.data, caller.workspace, uuid);
      return ok(page(context, imported ? [await showImport(imported, context, { whole: true })] : [], null));
    }
    return ok(
      await listPage(context, async (limit) => {
        const { imports, ...beside } = await listImports(runtime.data, caller.workspace, { limit, cursor });
        return { shown: await Promise.all(imports.map((one) => showImport(one, context))), ...beside };
      }),
    );
  },
});

const mappingShown = presenter<SavedMapping>()({
  name: z.string(),
  mapping: z.record(z.string(), z.string()),
  refusals: [orNull(refusalsSchema), ({ declared }) => declared?.refusals],
});

/** GET import_mappings.json: saved mappings of columns, by name. */
export const listSavedMappings = endpoint({
  summary: 'List saved mappings of columns',
  answers: pagesOf(mappingShown),
  params: {},
  parse: () => null,
  async handle(_, context) {
    const mappings = await listMappings(context.runtime.data, context.caller.workspace);
    return ok(page(context, mappings.map(mappingShown.show), null));
  },
});

/** GET import_refusals.json: all rows that the last preview has refused, in the order of its files. */
export const listRefusals = endpoint({
  summary: 'List the refused rows of an import',
  answers: pagesOf(refusedShown),
  params: { import: required(byUuid('the import')), ...PAGING },
  parse: ({ query }) => ({ uuid: requireUuid<ImportId>(query, 'import'), cursor: query.cursor }),
  async handle({ uuid, cursor }, context) {
    const { runtime, caller } = context;
    const imported = await readImport(runtime.data, caller.workspace, uuid);
    if (imported === null) throw notFound();
    if (imported.erasedOn !== undefined) throw refuse({ code: 'report_erased' });
    const plan = await planOf(imported, context);
    if (plan === null) return ok(page(context, [], null));
    const readRows = async (part: number) =>
      (await readPart<readonly Refused[]>(runtime.files, keyOf(imported, plan, part, context))) ?? gone();
    const showing = { files: plan.files, quoting: quotes(context) };
    return ok(
      await listPage(context, async (limit) => {
        const { rows, ...beside } = await pageOfRows(readRows, plan.refusedParts, { limit, cursor });
        return { shown: rows.map((one) => refusedShown.show(one, showing)), ...beside };
      }),
    );
  },
});

const keyOf = ({ uuid, job }: Import, plan: Plan, part: number, { caller }: RequestContext): string =>
  partKey({ workspace: caller.workspace, uuid, job: job ?? '' }, plan, 'refusedParts', part);

function gone(): never {
  throw refuse({ code: 'rows_gone' });
}

/** The last preview's plan; null before any, and for unreadable files. */
async function planOf({ uuid, job: last }: Import, { runtime, caller }: RequestContext): Promise<Plan | null> {
  const job = last && (await readJob(runtime.data, caller.workspace, last));
  if (!job || job.status === 'pending' || job.reason === 'unreadable') return null;
  return (await readPlan(runtime.files, { workspace: caller.workspace, uuid, job: job.uuid })) ?? gone();
}

const SHAPE = /^\d{6}#\d{4}$/;

/** A page of rows in parts, by part and place. */
async function pageOfRows(
  readRows: (part: number) => Promise<readonly Refused[]>,
  parts: number,
  { limit, cursor }: { readonly limit: number; readonly cursor: string | undefined },
): Promise<Neighbours & { readonly rows: readonly Refused[] }> {
  const place = placeOf(cursor, SHAPE);
  const { back, key } = place;
  const found: { readonly key: string; readonly row: Refused }[] = [];
  for (const part of partsFrom(parts, key, back)) {
    const rows = (await readRows(part)).map((row, at) => ({ key: keyAt(part, at), row }));
    if (back) rows.reverse();
    found.push(...rows.filter((one) => key === null || (back ? one.key < key : one.key > key)));
    if (found.length > limit) break;
  }
  const shown = found.slice(0, limit);
  const keys = shown.map((one) => one.key);
  return { rows: asListed(place, shown).map(({ row }) => row), ...neighboursOf(place, keys, found.length > limit) };
}

const keyAt = (part: number, at: number): string => `${String(part).padStart(6, '0')}#${String(at).padStart(4, '0')}`;

/** The parts to read, from the one that a key lies in. */
function partsFrom(parts: number, key: string | null, back: boolean): number[] {
  const all = Array.from({ length: parts }, (_, part) => part);
  const at = key === null ? null : Number(key.slice(0, 6));
  if (back) return all.reverse().filter((part) => at === null || part <= at);
  return all.filter((part) => at === null || part >= at);
}

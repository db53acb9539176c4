import * as z from 'zod/mini';
import { newTimeId } from '../../shared/data/dynamo/index.ts';
import {
  changeImport,
  createImport,
  readImport,
  type SavedMapping,
  saveMapping,
} from '../../shared/data/imports/index.ts';
import { readJob } from '../../shared/data/jobs/index.ts';
import type { AuditKind } from '../../shared/domain/audit.ts';
import type { ImportId, JobId } from '../../shared/domain/ids.ts';
import { type Import, uploadKey } from '../../shared/domain/imports/plan.ts';
import { importWork, isImport } from '../../shared/domain/jobs/kinds/index.ts';
import {
  accepted,
  created,
  keeping,
  type RequestContext,
  type Written,
  writeEndpoint,
} from '../../shared/lambda/http/endpoint.ts';
import { refuse } from '../../shared/lambda/http/errors.ts';
import { askedBy, mostOpenJobs, requireRoomForJob, tooManyJobs } from '../../shared/lambda/http/open-jobs.ts';
import { byUuid } from '../../shared/lambda/http/param.ts';
import { lookupParam } from '../../shared/lambda/http/params.ts';
import { named } from '../../shared/lambda/http/presenter.ts';
import { requestJob } from '../../shared/services/jobs/request-job.ts';
import { body, importForms } from './body.ts';
import { importSchema, showImport } from './present.ts';
import { resumePull, startPull } from './pull/start-pull.ts';
import { parseSaveImport, type SaveImportCommand } from './save-parse.ts';
import { MOST_BYTES } from './worker/read/limits.ts';

const KINDS = {
  new: 'import.begun',
  preview: 'import.previewed',
  pull: 'import.pulled',
  go_on: 'import.pulled',
} as const satisfies Record<SaveImportCommand['type'], AuditKind>;

/** Seconds within which an upload must begin. */
const UPLOAD_SECONDS = 3_600;

/** An upload form: the fields, then the file as `file`, as multipart/form-data. */
const upload = z.object({ name: z.string(), url: z.string(), fields: z.record(z.string(), z.string()) });
const begunSchema = named('NewImport', z.extend(importSchema, { uploads: z.array(upload) }));

/**
 * POST imports.json: begins an import (201), with a form for each file, or a pull from TextIt. `?uuid=` with `preview`
 * starts the job that previews it (202), with `pull` continues a failed pull (202).
 */
export const saveImport = writeEndpoint({
  summary: 'Begin an import of files or from TextIt, preview it, or go on with its pull',
  answers: { 201: begunSchema, 202: importSchema },
  roles: ['administrator'],
  params: { uuid: byUuid('the import to preview or to go on with') },
  body,
  forms: importForms,
  strict: true,
  first: (context) => (lookupParam(context.query, 'uuid') ? requireRoomForJob(context) : undefined),
  parse: parseSaveImport,
  async handle(command, context) {
    const { runtime, caller } = context;
    if (command.type === 'go_on') return resumePull(command, context);
    if (command.saveAs !== null) await saveMapping(runtime.data, caller.workspace, saved(command.saveAs, command));
    if (command.type === 'pull') return startPull(command, context);
    return command.type === 'new' ? begin(command, context) : preview(command, context);
  },
  audit: (command, _, { kept }) => ({
    kind: KINDS[command.type],
    about: kept,
    ...('declared' in command && command.declared && { details: { refusals: command.declared.refusals } }),
  }),
  async made(seed, { runtime, caller }) {
    const imported = await readImport(runtime.data, caller.workspace, seed as ImportId);
    if (imported !== null) return { status: 201, kept: imported.uuid };
    const job = await readJob(runtime.data, caller.workspace, seed as JobId);
    return job && isImport(job) ? { status: 202, kept: job.work.import } : null;
  },
  async replay(uuid: ImportId, context) {
    const imported = await readImport(context.runtime.data, context.caller.workspace, uuid);
    return (
      imported && { body: { ...(await showImport(imported, context)), uploads: await formsFor(imported, context) } }
    );
  },
});

/** It has seen nothing before its files were read. */
const saved = (name: string, { mapping, declared }: Pick<Import, 'mapping' | 'declared'>): SavedMapping => ({
  name,
  mapping,
  declared,
});

async function begin(
  { name, files, saveAs: savedAs, type: _, ...reading }: Extract<SaveImportCommand, { type: 'new' }>,
  context: RequestContext,
): Promise<Written<ImportId>> {
  const { runtime, caller, now, seed } = context;
  const uuid = (seed ?? newTimeId(now)) as ImportId;
  const imported: Import = {
    uuid,
    name,
    files,
    ...reading,
    ...(savedAs !== null && { savedAs }),
    job: null,
    report: null,
    createdBy: caller.id,
    createdOn: now,
  };
  await createImport(runtime.data, caller.workspace, imported);
  const uploads = await formsFor(imported, context);
  return keeping(created({ ...(await showImport(imported, context)), uploads }), uuid);
}

const formsFor = ({ uuid, files, job }: Import, { runtime, caller }: RequestContext) =>
  Promise.all(
    (job === null ? files : []).map(async ({ name }, number) => ({
      name,
      ...(await runtime.files.uploadForm(uploadKey(caller.workspace, uuid, number), {
        bytes: MOST_BYTES,
        seconds: UPLOAD_SECONDS,
      })),
    })),
  );

async function preview(
  { imported, saveAs: savedAs, type: _, ...reading }: Extract<SaveImportCommand, { type: 'preview' }>,
  context: RequestContext,
): Promise<Written<ImportId>> {
  const { runtime, caller, now, seed } = context;
  const uuid = (seed ?? newTimeId(now)) as JobId;
  const patch = { ...reading, job: uuid, ...(savedAs !== null && { savedAs }) };
  if (!(await changeImport(runtime.data, caller.workspace, imported, patch)))
    throw refuse({ code: 'import_previewed' });
  const asked = {
    work: importWork(patch.declared, imported.uuid),
    selection: { import: imported.uuid },
    preview: true,
    ...askedBy(context),
    now,
    seed: uuid,
  };
  const job = await requestJob(runtime, caller.workspace, asked, mostOpenJobs(runtime.config));
  if (job === null) throw tooManyJobs(context);
  return keeping(accepted(await showImport({ ...imported, ...patch }, context)), imported.uuid);
}

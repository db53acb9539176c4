import * as z from 'zod/mini';
import type { NewJob } from '../../shared/data/jobs/index.ts';
import { PUBLIC_BODIES, type PublicBody } from '../../shared/domain/jobs/kinds/index.ts';
import type { FieldErrors } from '../../shared/lambda/field-errors.ts';
import { type JobRequest, REQUIRED } from './body.ts';
import { parseSelection } from './selection.ts';

type NewJobCommand = Pick<NewJob, 'work' | 'selection' | 'preview'>;

/** The job that a body asks for, with its selection resolved. That is looked up only when all other fields are right. */
export async function parseNewJob(request: JobRequest): Promise<NewJobCommand | FieldErrors> {
  const { given, errors, assets } = request;
  const { type, selection, preview = false } = given;
  const kind = type && PUBLIC_BODIES.get(type);
  if (kind === undefined) errors.add('type', REQUIRED);
  if (selection === undefined) errors.add('selection', REQUIRED);
  if (kind !== undefined) {
    requireFields(kind, request);
    if (kind.previewFirst !== null && !preview) errors.add('preview', kind.previewFirst);
  }
  if (errors.body !== null || kind === undefined || selection === undefined) return errors;

  const parsed = kind.work(given, assets);
  if ('problem' in parsed) errors.add(parsed.field, parsed.problem);
  const chosen = await parseSelection(selection, kind, request);
  if ('problem' in chosen) errors.add('selection', chosen.problem);
  if ('problem' in parsed || 'problem' in chosen) return errors;
  return { work: parsed.work, selection: chosen, preview };
}

/** Adds the errors of the fields that this kind requires and that are missing: no field is required of all kinds. */
function requireFields({ fields }: PublicBody, { given, errors }: JobRequest): void {
  for (const [name, schema] of Object.entries(fields)) {
    const missing = Object.hasOwn(given, name) ? undefined : z.safeParse(schema, undefined).error;
    if (missing) errors.addIssues(name, missing.issues);
  }
}

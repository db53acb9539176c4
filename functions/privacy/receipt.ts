import { readErasures } from '../../shared/data/erasures/index.ts';
import { readJob } from '../../shared/data/jobs/index.ts';
import type { Recorded } from '../../shared/domain/erasures/erasure.ts';
import type { Receipt } from '../../shared/domain/erasures/receipt.ts';
import type { ContactId, JobId } from '../../shared/domain/ids.ts';
import { ENDED, type Job } from '../../shared/domain/jobs/job.ts';
import type { RequestContext } from '../../shared/lambda/endpoint.ts';
import { notFound, refuse } from '../../shared/lambda/errors.ts';
import { boundsOf, type ErasureFilter, erasureOf } from '../../shared/services/erasures/find.ts';
import { makeReceipt } from '../../shared/services/erasures/receipt.ts';

type Reading = Pick<RequestContext, 'runtime' | 'caller' | 'now'>;

/** The signed receipt of a contact's deletion, or of a job's deletions. 404 without any. */
export async function receiptOf(
  { contact, job }: Pick<ErasureFilter, 'contact' | 'job'>,
  context: Reading,
): Promise<Receipt> {
  const { runtime, caller, now } = context;
  const about = { workspace: caller.workspace, contact: contact ?? null, job: job ?? null, now };
  const ofOne = contact !== undefined ? ofContact(contact, context) : [];
  return makeReceipt(runtime.data, about, job !== undefined ? await ofJob(job, context) : await ofOne);
}

async function ofContact(uuid: ContactId, { runtime, caller }: Reading): Promise<Recorded[]> {
  const found = await erasureOf(runtime.data, caller.workspace, uuid);
  if (found === null) throw notFound();
  return [found];
}

/** Refuses until the job has ended and the ledger is complete, because a receipt must be complete. */
async function ofJob(uuid: JobId, { runtime, caller }: Reading): Promise<Recorded[]> {
  const job = await readJob(runtime.data, caller.workspace, uuid);
  if (job !== null) requireDeletion(job);
  const found: Recorded[] = [];
  const bounds = boundsOf({ job: uuid, after: undefined, before: undefined });
  for await (const one of readErasures(runtime.data, caller.workspace, bounds, { consistent: true })) {
    if (one.erasure.job === uuid) found.push(one);
    if (job !== null && found.length >= job.totals.changed) break;
  }
  if (job === null && found.length === 0) throw notFound();
  if (job !== null && found.length < job.totals.changed)
    throw refuse({ code: 'receipt_incomplete', found: found.length, total: job.totals.changed });
  return found;
}

function requireDeletion({ work, status }: Job): void {
  if (work.type !== 'delete') throw refuse({ code: 'receipt_of_deletion' });
  if (!ENDED.has(status)) throw refuse({ code: 'receipt_not_ended' });
}

import * as z from 'zod/mini';
import { type ErasurePage, listErasures, readErasures, shortHashes } from '../../shared/data/erasures/index.ts';
import { readJob } from '../../shared/data/jobs/index.ts';
import { identityOf } from '../../shared/domain/contacts/urns.ts';
import type { Recorded } from '../../shared/domain/erasures/erasure.ts';
import type { Receipt } from '../../shared/domain/erasures/receipt.ts';
import type { ContactId, JobId } from '../../shared/domain/ids.ts';
import { ENDED, type Job } from '../../shared/domain/jobs/job.ts';
import { URN } from '../../shared/domain/text-forms.ts';
import { pageSchema } from '../../shared/lambda/http/answers.ts';
import { endpoint, ok, type Request, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { notFound, refuse } from '../../shared/lambda/http/errors.ts';
import { listPage, PAGING, page } from '../../shared/lambda/http/page.ts';
import { atTime, byChoice, byText, byUuid } from '../../shared/lambda/http/param.ts';
import { atMostOne, timeParam, urnParam, uuidParam } from '../../shared/lambda/http/params.ts';
import { named } from '../../shared/lambda/http/presenter.ts';
import { boundsOf, type ErasureFilter, erasureOf, showErasures } from '../../shared/services/erasures/find.ts';
import { makeReceipt, publicKeys } from '../../shared/services/erasures/receipt.ts';

const erasureSchema = z.object({
  contact: z.uuid(),
  deleted_on: z.string(),
  deleted_by: z.object({ token: z.string(), name: z.nullable(z.string()) }),
  via: z.string(),
  job: z.nullable(z.string()),
  urns: z.array(z.string()),
  removed: z.object({ urns: z.int(), history: z.int(), messages: z.int(), groups: z.int() }),
  entry: z.nullable(z.int()),
  seal: z.nullable(z.int()),
});

const receiptSchema = z.object({
  receipt: z.object({
    version: z.literal(1),
    workspace: z.uuid(),
    issued_on: z.string(),
    contact: z.nullable(z.string()),
    job: z.nullable(z.string()),
    total: z.int(),
    contacts_sha256: z.string(),
    erasures: z.nullable(z.array(erasureSchema)),
    files: z.array(z.object({ kind: z.string(), uuid: z.string(), removed_on: z.string() })),
    entries: z.array(
      z.object({
        number: z.nullable(z.int()),
        hash: z.string(),
        seal: z.nullable(z.int()),
        path: z.nullable(z.array(z.string())),
      }),
    ),
    seals: z.array(
      z.object({
        number: z.int(),
        at: z.int(),
        until: z.int(),
        first: z.int(),
        count: z.int(),
        previous: z.string(),
        root: z.string(),
        hash: z.string(),
      }),
    ),
    proof: z.nullable(z.object({ index: z.int(), size: z.int(), path: z.array(z.string()) })),
  }),
  algorithm: z.string(),
  public_key: z.string(),
  signature: z.string(),
});

const publicKeySchema = z.object({
  algorithm: z.string(),
  public_key: z.string(),
  other_public_keys: z.array(z.string()),
});

type Reading = Pick<RequestContext, 'runtime' | 'caller' | 'now'>;

const FORMATS = ['list', 'receipt', 'key'] as const;
type Format = (typeof FORMATS)[number];

/** GET erasures.json: deletions for good, last first, as a list, or as a signed receipt of one (ADR 049). */
export const erasures = endpoint({
  summary: 'Deletions for good, and receipts of them',
  answers: {
    200: z.union([pageSchema(erasureSchema), named('Receipt', receiptSchema), named('PublicKeys', publicKeySchema)]),
  },
  roles: ['administrator'],
  params: {
    contact: byUuid('only the deletion of this contact'),
    job: byUuid('only deletions by this job; not together with contact'),
    by: byUuid('only what this person or token deleted; not together with a receipt'),
    urn: byText('only deletions of contacts that had this URN; not together with a receipt', URN),
    before: atTime('deleted at or before this time'),
    after: atTime('deleted at or after this time'),
    format: {
      ...byChoice(
        FORMATS,
        "receipt: a signed receipt of the contact's deletion, or of all deletions by the job; key: the public key of receipts, and the public keys by which earlier receipts were signed",
      ),
      how: true,
    },
    ...PAGING,
  },
  dependencies: [
    'ZeroOrOne(contact, job)',
    'ZeroOrOne(urn, format)',
    'ZeroOrOne(by, format)',
    'IF format==receipt THEN (contact OR job) AND NOT (before OR after)',
  ],
  parse: parseErasures,
  async handle(command, context) {
    if (command === null) return ok(page(context, [], null));
    const { format, filter, urn, cursor } = command;
    const { data } = context.runtime;
    if (format === 'key') return ok(await publicKeys(data));
    if (format === 'receipt') return ok(await receiptOf(filter, context));
    return ok(
      await listPage(context, async (limit) => {
        const { erasures: found, ...beside } = await find(filter, urn, { limit, cursor }, context);
        return { shown: await showErasures(data, context.caller.workspace, found), ...beside };
      }),
    );
  },
});

/** Null for an unreadable time, for which lists are empty (TextIt 7.2). */
function parseErasures({ query, assets }: Pick<Request, 'query' | 'assets'>) {
  atMostOne(query, 'contact', 'job');
  const format = (query['format']?.toLowerCase() ?? 'list') as Format;
  if (!FORMATS.includes(format))
    throw refuse({ code: 'param_none_of', param: 'format', value: query['format'] ?? '', values: FORMATS.join(', ') });
  const contact = uuidParam<ContactId>(query, 'contact');
  const job = uuidParam<JobId>(query, 'job');
  const before = timeParam(query, 'before');
  const after = timeParam(query, 'after');
  const urn = query['urn'] === undefined ? undefined : urnParam(query['urn'], assets);
  const other = query['format'] === undefined ? undefined : (['urn', 'by'] as const).find((name) => query[name]);
  if (other !== undefined) throw refuse({ code: 'params_not_together', param: 'format', other });
  if (format === 'receipt' && contact === undefined && job === undefined) throw refuse({ code: 'receipt_of_one' });
  if (format === 'receipt' && (before !== undefined || after !== undefined)) throw refuse({ code: 'receipt_of_all' });
  if (before === null || after === null) return null;
  return { format, filter: { contact, job, by: uuidParam(query, 'by'), after, before }, urn, cursor: query['cursor'] };
}

async function find(
  filter: ErasureFilter,
  urn: string | undefined,
  at: { readonly limit: number; readonly cursor: string | undefined },
  { runtime: { data }, caller: { workspace } }: Pick<RequestContext, 'runtime' | 'caller'>,
): Promise<ErasurePage> {
  const hashes = urn === undefined ? null : await shortHashes(data, workspace, identityOf(urn));
  const keep = ({ erasure }: Recorded) =>
    isWanted(erasure, filter) && (hashes === null || erasure.urns.some((one) => hashes.includes(one)));
  if (filter.contact !== undefined) {
    const found = await erasureOf(data, workspace, filter.contact);
    return { erasures: found !== null && keep(found) ? [found] : [], cursor: null, previous: null };
  }
  return listErasures(data, workspace, boundsOf(filter), { ...at, keep });
}

const isWanted = (
  { job, by, deletedOn }: Recorded['erasure'],
  { job: wanted, by: deleter, after, before }: ErasureFilter,
): boolean =>
  (wanted === undefined || job === wanted) &&
  (deleter === undefined || by === deleter) &&
  (after === undefined || deletedOn >= after) &&
  (before === undefined || deletedOn <= before);

/** The signed receipt of a contact's deletion, or of a job's deletions. 404 without any. */
async function receiptOf({ contact, job }: Pick<ErasureFilter, 'contact' | 'job'>, context: Reading): Promise<Receipt> {
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

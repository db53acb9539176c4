import { type ErasurePage, listErasures } from '../../shared/data/erasures/index.ts';
import type { Recorded } from '../../shared/domain/erasures/erasure.ts';
import type { ContactId, JobId } from '../../shared/domain/ids.ts';
import { endpoint, ok, type Request, type RequestContext } from '../../shared/lambda/endpoint.ts';
import { refuse } from '../../shared/lambda/errors.ts';
import { listPage, PAGING, page } from '../../shared/lambda/page.ts';
import { atTime, byChoice, byUuid } from '../../shared/lambda/param.ts';
import { atMostOne, timeParam, uuidParam } from '../../shared/lambda/params.ts';
import { boundsOf, type ErasureFilter, erasureOf, showErasures } from '../../shared/services/erasures/find.ts';
import { publicKeys } from '../../shared/services/erasures/receipt.ts';
import { receiptOf } from './receipt.ts';

const FORMATS = ['list', 'receipt', 'key'] as const;
type Format = (typeof FORMATS)[number];

/** GET erasures.json: deletions for good, last first, as a list, or as a signed receipt of one (ADR 049). */
export const erasures = endpoint({
  summary: 'Deletions for good, and receipts of them',
  roles: ['administrator'],
  params: {
    contact: byUuid('only the deletion of this contact'),
    job: byUuid('only deletions by this job; not together with contact'),
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
  dependencies: ['ZeroOrOne(contact, job)', 'IF format==receipt THEN (contact OR job) AND NOT (before OR after)'],
  parse: parseErasures,
  async handle(command, context) {
    if (command === null) return ok(page(context, [], null));
    const { format, filter, cursor } = command;
    const { data } = context.runtime;
    if (format === 'key') return ok(await publicKeys(data));
    if (format === 'receipt') return ok(await receiptOf(filter, context));
    return ok(
      await listPage(context, async (limit) => {
        const { erasures: found, ...beside } = await find(filter, { limit, cursor }, context);
        return { shown: await showErasures(data, context.caller.workspace, found), ...beside };
      }),
    );
  },
});

/** Null for an unreadable time, for which lists are empty (TextIt 7.2). */
function parseErasures({ query }: Pick<Request, 'query'>) {
  atMostOne(query, 'contact', 'job');
  const format = (query['format']?.toLowerCase() ?? 'list') as Format;
  if (!FORMATS.includes(format))
    throw refuse({ code: 'param_none_of', param: 'format', value: query['format'] ?? '', values: FORMATS.join(', ') });
  const [contact, job] = [uuidParam<ContactId>(query, 'contact'), uuidParam<JobId>(query, 'job')];
  const [before, after] = [timeParam(query, 'before'), timeParam(query, 'after')];
  if (format === 'receipt' && contact === undefined && job === undefined) throw refuse({ code: 'receipt_of_one' });
  if (format === 'receipt' && (before !== undefined || after !== undefined)) throw refuse({ code: 'receipt_of_all' });
  if (before === null || after === null) return null;
  return { format, filter: { contact, job, after, before }, cursor: query['cursor'] };
}

async function find(
  filter: ErasureFilter,
  at: { readonly limit: number; readonly cursor: string | undefined },
  { runtime: { data }, caller: { workspace } }: Pick<RequestContext, 'runtime' | 'caller'>,
): Promise<ErasurePage> {
  const keep = ({ erasure }: Recorded) => isWanted(erasure, filter);
  if (filter.contact !== undefined) {
    const found = await erasureOf(data, workspace, filter.contact);
    return { erasures: found !== null && keep(found) ? [found] : [], cursor: null, previous: null };
  }
  return listErasures(data, workspace, boundsOf(filter), { ...at, keep });
}

const isWanted = (
  { job, deletedOn }: Recorded['erasure'],
  { job: wanted, after, before }: Omit<ErasureFilter, 'contact'>,
): boolean =>
  (wanted === undefined || job === wanted) &&
  (after === undefined || deletedOn >= after) &&
  (before === undefined || deletedOn <= before);

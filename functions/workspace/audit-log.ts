import * as z from 'zod/mini';
import { type AuditEntry, type AuditFilter, listAudit } from '../../shared/data/workspace/index.ts';
import { AUDIT_KINDS } from '../../shared/domain/audit.ts';
import { pagesOf } from '../../shared/lambda/http/answers.ts';
import { endpoint, ok, type RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { refuse } from '../../shared/lambda/http/errors.ts';
import { listPage, PAGING } from '../../shared/lambda/http/page.ts';
import { atTime, byChoice, byUuid } from '../../shared/lambda/http/param.ts';
import { timeParam, uuidParam } from '../../shared/lambda/http/params.ts';
import { presenter, timestamp } from '../../shared/lambda/http/presenter.ts';

/** Kinds, and the words before their dots. */
const KINDS = [...new Set(AUDIT_KINDS.flatMap((kind) => [kind.split('.', 1)[0] ?? '', kind]))].sort();

type Filter = Omit<AuditFilter, 'limit' | 'now'>;

const auditShown = presenter<AuditEntry>('Audit')({
  created_on: [timestamp, ({ at }) => at],
  kind: z.enum(AUDIT_KINDS),
  /** Null: whoever had the link to a file, or the service itself. */
  by: [
    z.nullable(z.object({ uuid: z.uuid(), name: z.string(), type: z.enum(['person', 'token']) })),
    ({ by }) => by && { uuid: by.id, name: by.name, type: by.kind },
  ],
  from: z.string(),
  about: z.nullable(z.string()),
  /** Of a changed setting: its value before and after. */
  details: z.record(z.string(), z.unknown()),
});

/** GET audit_log.json: who did what, newest first, kept 400 days. */
export const getAuditLog = endpoint({
  summary: 'Who did what in the workspace, newest first',
  answers: pagesOf(auditShown),
  roles: ['administrator'],
  params: {
    by: byUuid('only what this person or token did'),
    kind: byChoice(KINDS, 'only entries of this kind, or of all kinds that begin with this word'),
    before: atTime('at or before this time'),
    after: atTime('at or after this time'),
    ...PAGING,
  },
  parse({ query }): Filter | null {
    const { kind } = query;
    if (kind !== undefined && !KINDS.includes(kind))
      throw refuse({ code: 'param_none_of', param: 'kind', value: kind, values: KINDS.join(', ') });
    const before = timeParam(query, 'before');
    const after = timeParam(query, 'after');
    if (before === null || after === null) return null;
    return { cursor: query['cursor'], by: uuidParam(query, 'by'), kind, before, after };
  },
  async handle(filter, context) {
    const page = await listPage(context, (limit) => read(filter, limit, context));
    return ok({ ...page, results: page.results.map((entry) => auditShown.show(entry)) });
  },
});

async function read(filter: Filter | null, limit: number, { runtime, caller, now }: RequestContext) {
  if (filter === null) return { shown: [], cursor: null, previous: null };
  const { entries, ...beside } = await listAudit(runtime.data, caller.workspace, { ...filter, limit, now });
  return { shown: entries, ...beside };
}

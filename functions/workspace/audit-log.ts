import * as z from 'zod/mini';
import { type AuditEntry, type AuditFilter, listAudit } from '../../shared/data/workspace/index.ts';
import { AUDIT_KINDS } from '../../shared/domain/audit.ts';
import { csvBegin, csvRow } from '../../shared/domain/exports/csv.ts';
import { escapeFormula } from '../../shared/domain/exports/escape-formula.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
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

/** GET audit_log.json: who did what, newest first, kept 400 days. As CSV it is one page too; `Link` names the next. */
export const getAuditLog = endpoint({
  summary: 'Who did what in the workspace, newest first',
  answers: pagesOf(auditShown),
  roles: ['administrator'],
  params: {
    by: byUuid('only what this person or token did'),
    kind: byChoice(KINDS, 'only entries of this kind, or of all kinds that begin with this word'),
    before: atTime('at or before this time'),
    after: atTime('at or after this time'),
    format: { ...byChoice(['json', 'csv'], 'how it is answered; json when left out'), how: true },
    ...PAGING,
  },
  parse({ query }): { readonly filter: Filter | null; readonly csv: boolean } {
    const { kind, format = 'json' } = query;
    if (kind !== undefined && !KINDS.includes(kind)) throw noneOf('kind', kind, KINDS);
    if (format !== 'json' && format !== 'csv') throw noneOf('format', format, ['json', 'csv']);
    const before = timeParam(query, 'before');
    const after = timeParam(query, 'after');
    const csv = format === 'csv';
    if (before === null || after === null) return { filter: null, csv };
    return { filter: { cursor: query['cursor'], by: uuidParam(query, 'by'), kind, before, after }, csv };
  },
  async handle({ filter, csv }, context) {
    const page = await listPage(context, (limit) => read(filter, limit, context));
    if (!csv) return ok({ ...page, results: page.results.map((entry) => auditShown.show(entry)) });
    const headers = {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="audit_log.csv"',
      ...(page.next !== null && { link: `<${page.next}>; rel="next"` }),
    };
    return { status: 200, text: csvBegin(COLUMNS) + page.results.map(lineOf).join(''), headers };
  },
});

const noneOf = (param: string, value: string, values: readonly string[]) =>
  refuse({ code: 'param_none_of', param, value, values: values.join(', ') });

async function read(filter: Filter | null, limit: number, { runtime, caller, now }: RequestContext) {
  if (filter === null) return { shown: [], cursor: null, previous: null };
  const { entries, ...beside } = await listAudit(runtime.data, caller.workspace, { ...filter, limit, now });
  return { shown: entries, ...beside };
}

const COLUMNS = ['created_on', 'kind', 'by_type', 'by_uuid', 'by_name', 'from', 'about', 'details'];

const lineOf = ({ at, kind, by, from, about, details }: AuditEntry): string =>
  csvRow(
    [formatInstant(at), kind, by?.kind, by?.id, by?.name, from, about, JSON.stringify(details)].map((cell) =>
      escapeFormula(cell ?? ''),
    ),
  );

import { listImports, readPull, type StoredPull } from '../../../shared/data/imports/index.ts';
import { readJob } from '../../../shared/data/jobs/index.ts';
import type { Import } from '../../../shared/domain/imports/plan.ts';
import type { PullFrom } from '../../../shared/domain/imports/textit/pull.ts';
import { addDays, formatInstant, type Instant, parseInstant } from '../../../shared/domain/instant.ts';
import { refuse } from '../../../shared/lambda/http/errors.ts';
import type { FieldErrors } from '../../../shared/lambda/http/field-errors.ts';
import { webhookUrlProblem } from '../../../shared/services/webhooks/webhook-url.ts';
import type { ImportRequest } from '../body.ts';

/** What is pulled, from where, and by which token. */
export interface Pulling extends PullFrom {
  readonly token: string;
}

/** Days after which an unfinished pull no longer blocks another. */
const STANDS_STILL_DAYS = 1;

/** Imports in which the last one from a host is looked for. */
const LOOKED_AT = 100;

/**
 * The source of a new import; null after errors, which are noted. Throws 409 while the workspace pulls from anywhere.
 */
export async function parseSource(request: ImportRequest): Promise<Pulling | null> {
  const { given, errors } = request;
  if (given.textit === undefined) return null;
  const { token, since } = given.textit;
  const host = hostOf(request);
  const from = typeof since === 'string' ? parseInstant(since) : null;
  if (typeof since === 'string' && (from === null || from > request.now)) errors.add('textit', { code: 'pull_since' });
  if (errors.body !== null || host === null) return null;
  const last = await lastFrom(host, request);
  if (since !== undefined) return { host, token, since: from && formatInstant(from) };
  return { host, token, since: last && formatInstant(last) };
}

function hostOf({ given: { textit }, errors, runtime: { config } }: ImportRequest): string | null {
  const text = textit?.host ?? '';
  const url = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
  const problem =
    text === ''
      ? ({ code: 'pull_no_host' } as const)
      : webhookUrlProblem(url, { toLoopback: config.webhooksToLoopback });
  if (problem === null) return new URL(url).origin;
  errors.add('textit', problem);
  return null;
}

/** When the last import from a host that was run began to pull; null without any. */
async function lastFrom(host: string, { runtime: { data }, caller: { workspace }, now }: ImportRequest) {
  const { imports } = await listImports(data, workspace, { limit: LOOKED_AT });
  let last: Instant | null = null;
  for (const one of imports) {
    if (one.pull === undefined) continue;
    const stored = await readPull(data, workspace, one.uuid);
    if (stored?.pull.status === 'pulling' && addDays(one.createdOn, STANDS_STILL_DAYS) > now)
      throw refuse({ code: 'pull_under_way', name: one.name }, 409);
    if (last !== null || one.pull.host !== host || stored?.pull.status !== 'done') continue;
    const job = one.job === null ? null : await readJob(data, workspace, one.job);
    if (stored.pull.pulled === 0 || job?.status === 'completed') last = stored.pull.startedOn;
  }
  return last;
}

/** Continues a pull that failed or stopped, with a new token: the old one is forgotten, or may have been wrong. */
export async function parseGoOn(
  { given, errors, runtime: { data }, caller: { workspace } }: ImportRequest,
  imported: Import,
): Promise<
  FieldErrors | { readonly type: 'go_on'; readonly imported: Import; readonly pull: StoredPull; readonly token: string }
> {
  const pull = imported.pull === undefined ? null : await readPull(data, workspace, imported.uuid);
  if (pull === null) errors.add('action', { code: 'pull_uploaded' });
  else if (pull.pull.status === 'done') errors.add('action', { code: 'pull_all_there' });
  if (given.textit === undefined) errors.add('textit', { code: 'required' });
  else if (given.textit.host !== undefined || given.textit.since !== undefined)
    errors.add('textit', { code: 'pull_token_only' });
  if (errors.body !== null || pull === null || given.textit === undefined) return errors;
  return { type: 'go_on', imported, pull, token: given.textit.token };
}

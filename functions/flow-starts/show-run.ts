import * as z from 'zod/mini';
import { type RunDetails, readRunDetails, runKey } from '../../shared/data/contacts/index.ts';
import type { StoredRun } from '../../shared/data/jobs/index.ts';
import { readFlowHead } from '../../shared/data/workspace/index.ts';
import { maskUrn, TELLS_OWNER } from '../../shared/domain/contacts/anon.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import { identityOf } from '../../shared/domain/contacts/urns.ts';
import { type FlowId, integerId } from '../../shared/domain/ids.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { runUuid } from '../../shared/domain/jobs/run-uuid.ts';
import { namedThing } from '../../shared/lambda/http/answers.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import { arrayOf, orNull, presenter, timestamp } from '../../shared/lambda/http/presenter.ts';
import { namesOf } from './present.ts';

interface RunParts {
  readonly flows: ReadonlyMap<FlowId, string>;
  readonly details: ReadonlyMap<string, RunDetails>;
  readonly anon: boolean;
}

/** What runs are shown with: 1 read unit for each flow, and 0.5 for each run that left values or errors. */
export async function readRunParts(
  runs: readonly StoredRun[],
  { runtime: { data }, caller: { workspace }, assets }: RequestContext,
): Promise<RunParts> {
  const flows = new Set(runs.map(({ flow }) => flow));
  const heads = await Promise.all([...flows].map((uuid) => readFlowHead(data, workspace, uuid)));
  const details = await readRunDetails(
    data,
    workspace,
    runs.flatMap(({ contact, job, slice, outcome }) => {
      const version = outcome.run?.details ?? null;
      return version === null ? [] : { contact: contact.uuid, version, job, slice };
    }),
  );
  return { flows: namesOf(heads.filter((head) => head !== null)), details, anon: assets.settings.anon };
}

const valueShown = presenter<RunDetails['values'][string]>()({
  value: z.string(),
  category: z.string(),
  node: z.string(),
  time: timestamp,
  name: z.string(),
  input: orNull(z.string()),
});

const errorShown = presenter<RunDetails['errors'][number]>()({
  type: z.enum(['error', 'failure']),
  kind: [z.string(), ({ _kind }) => _kind],
  node: [z.nullable(z.string()), ({ _node }) => _node],
  action: [z.nullable(z.string()), ({ _action }) => _action],
  text: z.string(),
});

const detailsOf = (run: StoredRun, { details }: RunParts) => details.get(runKey({ ...run, contact: run.contact.uuid }));

/** A run in TextIt's shape (6.11), with its errors. It begins and ends at once, and is modified when it is listed. */
export const runShown = presenter<StoredRun, RunParts & { readonly paths: boolean }>('Run')({
  id: [z.int(), (run) => integerId(runUuid(run))],
  uuid: [z.uuid(), runUuid],
  flow: [namedThing, ({ flow }, { flows }) => ({ uuid: flow, name: flows.get(flow) ?? null })],
  contact: [
    z.object({ uuid: z.string(), urn: z.nullable(z.string()), name: z.nullable(z.string()) }),
    ({ contact }, { anon }) => ({ ...contact, urn: urnOf(contact, anon) }),
  ],
  start: [z.object({ uuid: z.string() }), ({ job }) => ({ uuid: job })],
  responded: [z.boolean(), () => false],
  path: [
    z.array(z.object({ node: z.string(), time: z.string() })),
    ({ outcome, ranOn }, { paths }) =>
      paths ? (outcome.run?.path ?? []).map((node) => ({ node, time: formatInstant(ranOn) })) : [],
  ],
  values: [
    z.record(z.string(), valueShown.schema),
    (run, parts) =>
      Object.fromEntries(
        Object.entries(detailsOf(run, parts)?.values ?? {}).map(([key, value]) => [key, valueShown.show(value)]),
      ),
  ],
  created_on: [timestamp, ({ ranOn }) => ranOn],
  modified_on: timestamp,
  exited_on: [orNull(timestamp), ({ ranOn }) => ranOn],
  exit_type: [
    z.nullable(z.enum(['completed', 'failed'])),
    ({ outcome }) => (outcome.verdict.outcome === 'failed' ? 'failed' : 'completed'),
  ],
  errors: [
    arrayOf(errorShown),
    (run, parts) => (detailsOf(run, parts)?.errors ?? []).filter(({ _kind }) => !parts.anon || _kind !== TELLS_OWNER),
  ],
});

function urnOf({ urns: [first] }: Contact, anon: boolean): string | null {
  if (first === undefined) return null;
  return anon ? maskUrn(first) : identityOf(first);
}

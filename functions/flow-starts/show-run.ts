import type * as z from 'zod/mini';
import { type RunDetails, readRunDetails, runKey } from '../../shared/data/contacts/index.ts';
import type { StoredRun } from '../../shared/data/jobs/index.ts';
import { readFlowHead } from '../../shared/data/workspace/index.ts';
import { maskUrn, TELLS_OWNER } from '../../shared/domain/contacts/anon.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import { identityOf } from '../../shared/domain/contacts/urns.ts';
import { type FlowId, integerId } from '../../shared/domain/ids.ts';
import { formatInstant } from '../../shared/domain/instant.ts';
import { runUuid } from '../../shared/domain/jobs/run-uuid.ts';
import type { RequestContext } from '../../shared/lambda/http/endpoint.ts';
import type { runSchema } from './answers.schema.ts';
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

/** A run in TextIt's shape (6.11), with its errors. It begins and ends at once, and is modified when it is listed. */
export function showRun(run: StoredRun, parts: RunParts & { readonly paths: boolean }): z.output<typeof runSchema> {
  const { job, flow, contact, outcome } = run;
  const uuid = runUuid(run);
  const ran = formatInstant(run.ranOn);
  const { values, errors } = parts.details.get(runKey({ ...run, contact: contact.uuid })) ?? { values: {}, errors: [] };
  const ended = outcome.verdict.outcome === 'failed' ? 'failed' : 'completed';
  return {
    id: integerId(uuid),
    uuid,
    flow: { uuid: flow, name: parts.flows.get(flow) ?? null },
    contact: { uuid: contact.uuid, urn: urnOf(contact, parts.anon), name: contact.name },
    start: { uuid: job },
    responded: false,
    path: parts.paths ? (outcome.run?.path ?? []).map((node) => ({ node, time: ran })) : [],
    values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, showValue(value)])),
    created_on: ran,
    modified_on: formatInstant(run.modifiedOn),
    exited_on: ran,
    exit_type: ended,
    errors: errors
      .filter(({ _kind }) => !parts.anon || _kind !== TELLS_OWNER)
      .map(({ type, text, _kind, _node, _action }) => ({ type, kind: _kind, node: _node, action: _action, text })),
  };
}

const showValue = ({ name, value, category, node, time, input }: RunDetails['values'][string]) => ({
  value,
  category,
  node,
  time: formatInstant(time),
  name,
  input: input ?? null,
});

function urnOf({ urns: [first] }: Contact, anon: boolean): string | null {
  if (first === undefined) return null;
  return anon ? maskUrn(first) : identityOf(first);
}

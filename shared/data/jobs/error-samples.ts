/** Examples of a job's errors. Its header names a slice for each kind, and the contacts' history has the errors. */
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { readRunDetails, runKey } from '../contacts/index.ts';
import type { Data } from '../dynamo/index.ts';
import type { JobRecord } from './header.ts';
import { readClosed, sliceName } from './outcomes.ts';

export interface ErrorSample {
  readonly kind: string;
  readonly contact: ContactId;
  readonly node: string | null;
  readonly action: string | null;
  readonly text: string;
}

/** Of each kind. */
const SAMPLES = 10;

/** Up to ten errors of each kind, without those of deleted people. 1.5 read units a kind, and 0.5 a sample. */
export async function readErrorSamples(data: Data, job: JobRecord): Promise<readonly ErrorSample[]> {
  const { workspace, uuid, samples } = job;
  const kinds = Object.entries(samples).map(([kind, slice]) => ({ kind, job: uuid, slice }));
  const distinct = [...new Map(kinds.map((one) => [sliceName(one), one])).values()];
  const slices = await readClosed(data, workspace, distinct);
  const wanted = kinds.flatMap(({ kind, slice }) => {
    const { uuids, outcomes } = slices.get(sliceName({ job: uuid, slice })) ?? { uuids: [], outcomes: [] };
    const having = outcomes.flatMap(({ run }, place) => {
      const contact = uuids[place];
      const version = run?.errors[kind] ? run.details : null;
      return version === null || contact === undefined ? [] : { kind, contact, version, job: uuid, slice };
    });
    return having.slice(0, SAMPLES);
  });
  return samplesOf(data, workspace, wanted);
}

type Wanted = Parameters<typeof readRunDetails>[2][number] & { readonly kind: string };

async function samplesOf(data: Data, workspace: WorkspaceId, wanted: readonly Wanted[]): Promise<ErrorSample[]> {
  const distinct = [...new Map(wanted.map((one) => [runKey(one), one])).values()];
  const details = await readRunDetails(data, workspace, distinct);
  return wanted.flatMap((one) => {
    const error = details.get(runKey(one))?.errors.find(({ _kind }) => _kind === one.kind);
    if (error === undefined) return [];
    return { kind: one.kind, contact: one.contact, node: error._node, action: error._action, text: error.text };
  });
}

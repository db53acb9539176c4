import { availableParallelism } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { populate } from '../../../bench/support/population.ts';
import { type Client, jobOf, openClient, untilJob } from '../../support/api/client.ts';
import { ARCHIVING_FLOW } from '../../support/api/flows.ts';
import type { Service } from '../../support/service.ts';
import { openServiceData, openWorkspaces } from '../../support/workspaces.ts';
import { startJourney } from '../stage.ts';

/** Slices that the workers of this machine have in hand at once. */
const IN_HAND = Math.max(2, availableParallelism());
/** One slice more than twice that. */
const [MANY, FEW] = [(2 * IN_HAND + 1) * 500, 10];

let service: Service;
let [large, small] = [{} as Workspace, {} as Workspace];

interface Workspace {
  readonly client: Client;
  readonly group: string;
}

beforeAll(async () => {
  service = await startJourney();
  const [data, newWorkspace] = [await openServiceData(service), await openWorkspaces(service)];
  const open = async (contacts: number): Promise<Workspace> => {
    const { token, workspace } = await newWorkspace();
    const client = openClient(service, token);
    // So many are otherwise changed only after a preview.
    await client.post('settings.json', { confirm_above: contacts });
    return { client, group: await populate(data, workspace, contacts) };
  };
  [large, small] = [await open(MANY), await open(FEW)];
  await service.idle();
});
afterAll(() => service?.stop());

const hold = (hold: object | null) => service.local('POST', 'faults', { hold });

const archive = async ({ client, group }: Workspace): Promise<string> => {
  await client.post('flows.json', ARCHIVING_FLOW);
  return (await client.post('flow_starts.json', { flow: ARCHIVING_FLOW.uuid, groups: [group] })).uuid;
};

it('a small job of another workspace waits for no more of a large one than its workers have in hand', async () => {
  await hold({ function: 'jobs-work' });
  const many = await archive(large);
  await untilJob(large.client, many, ({ status }) => status === 'queued');
  const few = await archive(small);
  await untilJob(small.client, few, ({ status }) => status === 'queued');
  // What is in hand goes on, and as many slices after it, among which the small job's has to be.
  await hold({ function: 'jobs-work', invocation: IN_HAND + 1 });
  await untilJob(small.client, few, ({ status }) => status === 'completed');
  const { status, slices } = await jobOf(large.client, many);
  expect(status).toBe('started');
  expect(slices.done).toBeLessThan(2 * IN_HAND);
  await hold(null);
  await untilJob(large.client, many, ({ status }) => status === 'completed');
});

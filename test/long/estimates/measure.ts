import { expect } from 'vitest';
import { consumedSince } from '../../../shared/data/dynamo/index.ts';
import { type JobWork, unitsPrice, workPrice } from '../../../shared/domain/costs/work.ts';
import type { ApiAnswer } from '../../support/api/api.ts';
import { type Client, jobOf } from '../../support/api/client.ts';
import type { InProcessStage } from '../../support/in-process/clients.ts';

export type Json = ApiAnswer['body'];

export interface Measured {
  /** As it is shown once it has ended. */
  readonly job: Json;
  /** Of everything together: requests, the job, and all that followed. */
  readonly usd: number;
}

/** Makes a preview, runs it, and waits for all that follows. */
export async function measure(
  stage: InProcessStage,
  client: Client,
  preview: () => Promise<string>,
): Promise<Measured> {
  const { meter } = stage.service.runtime.data;
  await stage.settle();
  const start = meter.read();
  const uuid = await preview();
  await stage.settle();
  const ready = await jobOf(client, uuid);
  if (ready.status === 'ready') {
    await client.post(`jobs.json?uuid=${uuid}`, { action: 'run', token: ready.token, count: ready.total });
    await stage.settle();
  }
  const units = consumedSince(meter, start);
  const job = await jobOf(client, uuid);
  expect(job.status).toBe('completed');
  return { job, usd: unitsPrice(units) + workPrice({ ...workOf(job), writeUnits: units.writeUnits }) };
}

const workOf = ({ type, total, slices }: Json): Omit<JobWork, 'writeUnits'> => ({
  contacts: total,
  slices: slices.total,
  on: type === 'import' || type === 'export' ? type : 'tables',
});

const [LEAST, MOST] = [0.8, 1.25];

/** Units and dollars were as estimated, and what the job shows afterwards is what was measured. */
export function expectToHold({ job, usd }: Measured): void {
  const { estimate, capacity } = job;
  const ratios = {
    'write units': estimate.write_units / capacity.write_units,
    'read units': estimate.read_units / capacity.read_units,
    dollars: estimate.usd / usd,
    'dollars shown afterwards': capacity.usd / usd,
  };
  const wrong = Object.entries(ratios).filter(([, ratio]) => !(ratio >= LEAST && ratio <= MOST));
  expect(wrong, JSON.stringify({ ratios, estimate, capacity, usd })).toEqual([]);
}

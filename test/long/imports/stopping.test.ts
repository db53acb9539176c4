/** An import that is paused, ended, slowed down or killed in the middle of a slice says exactly what it has done. */
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { workOnFiles } from '../../../functions/imports/worker/files.ts';
import { select } from '../../../functions/jobs/select/select.ts';
import { work } from '../../../functions/jobs/worker/work.ts';
import type { WorkMessage } from '../../../shared/messages/jobs.ts';
import { through } from '../../functions/engine/deaths.ts';
import { type Client, jobOf, prepare } from '../../support/api/client.ts';
import { importFiles, preview, upload } from '../../support/imports/import-files.ts';
import { reportOn } from '../../support/imports/reports.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

/** Rows of one slice; every fourth is of somebody who is there. */
const ROWS = 320;
const THERE = ROWS / 4;

const stage = onInProcessStage();
let client: Client;
let uuid: string;
let job: string;

const file = (rows: readonly string[]) => [{ name: 'people.csv', content: ['Phone,Name', ...rows].join('\n') }];
const rowOf = (name: string, row: number) => `0788${String(row).padStart(6, '0')},${name} ${row}`;

beforeEach(async () => {
  client = await stage().open();
  await prepare(client);
  const early = Array.from({ length: THERE }, (_, row) => rowOf('Early', 4 * row));
  await importFiles(stage(), client, file(early));
});

/** Runs the import up to its slice, whose message is returned and not delivered. */
async function begin(): Promise<WorkMessage> {
  const rows = Array.from({ length: ROWS }, (_, row) => rowOf('Person', row));
  uuid = await upload(stage(), client, file(rows));
  const shown = await preview(stage(), client, uuid);
  job = shown.job.uuid;
  expect(shown.preview).toMatchObject({ created: ROWS - THERE, updated: THERE });
  await client.post(`jobs.json?uuid=${job}`, { action: 'run', token: shown.job.token, count: ROWS });
  return nextSlice();
}

async function nextSlice(): Promise<WorkMessage> {
  for (;;)
    for (const { queue, message } of stage().service.take()) {
      if (queue === 'work') return message;
      if (queue === 'files') await workOnFiles(message, stage().service.runtime);
      if (queue === 'select') await select(message, stage().service.runtime);
    }
}

const step = (action: 'pause' | 'resume' | 'interrupt') => client.post(`jobs.json?uuid=${job}`, { action });

const isWrite = (command: unknown) => command instanceof PutCommand || command instanceof TransactWriteCommand;

/** The runtime of a worker during whose write of some contacts something happens. */
function during(write: number, happens: () => Promise<unknown>) {
  let left = write;
  return through(stage().service.runtime, async (command, pass) => {
    if (isWrite(command) && left-- === 0) await happens();
    return pass();
  });
}

/** The same of one that dies then. */
const dying = (write: number) =>
  during(write, async () => {
    throw new Error('The worker died');
  });

/** How many people have what their row says, and how many do not have it yet; nobody has it who is not there. */
async function people(): Promise<{ readonly done: number; readonly early: number }> {
  await stage().settle();
  const all = await client.all('contacts.json');
  const names = all.map(({ name }: { name: string }) => name);
  expect(new Set(all.map(({ urns }: { urns: string[] }) => urns[0])).size).toBe(all.length);
  const done = names.filter((name: string) => name.startsWith('Person'));
  return { done: done.length, early: names.length - done.length };
}

/** The outcomes in the report, with how many rows each has. */
async function outcomes(): Promise<Readonly<Record<string, number>>> {
  const { lines } = await reportOn(stage(), client, uuid);
  return Object.fromEntries(
    [...Map.groupBy(lines, ([, , outcome = '']) => outcome)].map(([outcome, rows]) => [outcome, rows.length]),
  );
}

describe('an import that stops within a slice', () => {
  it('says exactly what it has done while it is paused, and does each other row once when it goes on, although its worker dies', async () => {
    const message = await begin();
    await work(
      message,
      during(2, () => step('pause')),
    );
    const stopped = await jobOf(client, job);
    expect(stopped).toMatchObject({ status: 'paused', total: ROWS });
    expect(stopped.changed).toBeGreaterThan(0);
    expect(stopped.changed).toBeLessThan(ROWS);
    expect((await people()).done).toBe(stopped.changed);
    expect(await outcomes()).toMatchObject({ pending: ROWS - stopped.changed });
    await step('resume');
    const rest = await nextSlice();
    await expect(work(rest, dying(1))).rejects.toThrow('The worker died');
    await Promise.all([work(rest, stage().service.runtime), work(rest, stage().service.runtime)]);
    await work(message, stage().service.runtime);
    expect(await people()).toEqual({ done: ROWS, early: 0 });
    expect(await jobOf(client, job)).toMatchObject({ status: 'completed', changed: ROWS, failed: {}, skipped: {} });
    expect(await outcomes()).toEqual({ created: ROWS - THERE, updated: THERE });
  });

  it('goes no faster than its rate, and has done no more than it says when it is interrupted', async () => {
    await begin();
    await client.post(`jobs.json?uuid=${job}`, { max_rate: 10 });
    await work(await nextSlice(), stage().service.runtime);
    expect((await jobOf(client, job)).changed).toBe(46);
    stage().service.take(); // The next part, in the turn that is over with the rate.
    await client.post(`jobs.json?uuid=${job}`, { max_rate: null });
    await work(
      await nextSlice(),
      during(2, () => step('interrupt')),
    );
    const { status, changed } = await jobOf(client, job);
    expect({ status, isPart: changed > 46 && changed < ROWS }).toEqual({ status: 'interrupted', isPart: true });
    expect((await people()).done).toBe(changed);
    expect(await outcomes()).toMatchObject({ pending: ROWS - changed });
  });
});

import { beforeAll, expect, it } from 'vitest';
import { csvOf, peopleFrom } from '../../../bench/support/people.ts';
import { consumedSince } from '../../../shared/data/dynamo/index.ts';
import measured from '../../../shared/domain/costs/measured.ts';
import { type Client, prepare } from '../../support/api/client.ts';
import { preview, run, upload } from '../../support/imports/import-files.ts';
import { onInProcessStage } from '../../support/in-process/stage.ts';

const stage = onInProcessStage();
let client: Client;
beforeAll(async () => {
  client = await stage().open();
  await prepare(client);
});

/** One full slice. */
const PEOPLE = 500;
/** Whatever its size: of the audit log for the preview and the run, and of what its columns became. */
const ONCE = { writeUnits: 3, readUnits: 2 };

it('an import costs for each new contact what the README says, from the preview to its history', async () => {
  const { meter } = stage().service.runtime.data;
  const uuid = await upload(stage(), client, [{ name: 'people.csv', content: csvOf(peopleFrom(0, PEOPLE)) }]);
  const start = meter.read();
  const shown = await preview(stage(), client, uuid, { refusals: 'none' });
  expect(await run(stage(), client, shown)).toMatchObject({ status: 'completed', changed: PEOPLE });
  const spent = consumedSince(meter, start);
  const { writeUnits, readUnits } = measured.imports;
  // Two digits: a row of counts above 1 KB, and each look at the job by this test, are some units more.
  expect(Number(((spent.writeUnits - ONCE.writeUnits) / PEOPLE).toFixed(2))).toBeLessThanOrEqual(writeUnits);
  expect(Number(((spent.readUnits - ONCE.readUnits) / PEOPLE).toFixed(2))).toBeLessThanOrEqual(readUnits);
});

/** Rehearses the loss of a region with two engines in place of two regions: docs/runbook.md, "The region is lost". */
import { type Client, setStatus } from '../../test/support/api/client.ts';
import { violationsOf } from '../../test/support/checker/checker.ts';
import { readTables } from '../../test/support/checker/tables.ts';
import { startEngine } from '../../test/support/engines/engines.ts';
import { stageOf } from '../../test/support/in-process/clients.ts';
import { openOnTables } from '../../test/support/in-process/service.ts';
import { type Accident, problem } from './accident.ts';
import { hash, repair, restore, tokenOf, use } from './rehearsal.ts';

const LATE_STOP = 'tel:+250788999004';

/**
 * Last night's backup is brought into tables of another region, and nothing of the lost one is read. What came since
 * is known to others alone: the provider's list of opt-outs, and the programme's list of whom it has deleted.
 */
export async function lostRegion({ engine, stage, client, say }: Accident): Promise<string[]> {
  const { uuid: workspace, token } = await tokenOf(stage, client);
  // Before the other one is made, who would be the first of the list once its index has followed.
  const [forgotten] = await client.all('contacts.json?folder=active');
  await client.post('contacts.json', { name: 'Stops later', urns: [LATE_STOP] });
  await setStatus(client, 'archived', forgotten.uuid);
  await stage.settle();
  const backup = await readTables(stage.service.runtime.data);
  say(`the night's backup has ${backup.contacts.length} and ${backup.workspace.length} items`);

  await client.post('events.json', { type: 'stop_contact', urn: LATE_STOP });
  await client.ask('DELETE', `contacts.json?uuid=${forgotten.uuid}`);
  await stage.settle();
  say('since then a person has opted out, and another was deleted; the region is lost');

  const other = await startEngine(engine);
  try {
    const data = await restore(other, backup);
    const there = stageOf(await openOnTables(other, data));
    const here = there.as(token);
    say('the backup serves in another region');
    const before = await sendable(here);
    await here.post('suppressions.json', { urns: [LATE_STOP], reason: 'list of the provider' });
    await here.ask('DELETE', `contacts.json?uuid=${forgotten.uuid}`);
    await there.settle();
    say("the provider's list of opt-outs was added, and the person was deleted again");
    await use(there, here);
    say(`a short day went well; repair: ${JSON.stringify((await repair(there, workspace)).mended)}`);
    const again = (await here.get(`contacts.json?uuid=${forgotten.uuid}`)).results;
    return [
      ...problem(before !== 'sendable', 'The backup knew of the later opt-out: the rehearsal shows nothing'),
      ...problem((await sendable(here)) === 'sendable', 'Who has opted out since the backup may be sent to'),
      ...problem(again.length > 0, 'Who was deleted since the backup is there'),
      ...violationsOf(await readTables(data), { hash }).map(({ about, text }) => `${about}: ${text}`),
    ];
  } finally {
    await other.stop();
  }
}

async function sendable(client: Client): Promise<string> {
  return (await client.post('sendable.json', { urns: [LATE_STOP] })).results[0].outcome;
}

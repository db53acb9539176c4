/** A release whose workers and API die, and the way back: docs/runbook.md, "A release is bad". */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createPeople, jobOf, openClient, prepare } from '../../support/api/client.ts';
import { ARCHIVING_FLOW } from '../../support/api/flows.ts';
import { startJourney } from '../stage.ts';

const PEOPLE = 40;
const STOPS = 'tel:+250788999005';

// A killed function stands for each way in which a release can be bad.
test('after a bad release nothing that was accepted is lost or done twice, and an opt-out that came again is known', async () => {
  const service = await startJourney({ except: ['stale rosters'] });
  try {
    const client = openClient(service, service.token);
    await prepare(client);
    const { uuid: group } = await client.post('groups.json', { name: 'Everybody' });
    await createPeople(client, PEOPLE, { groups: [group] });
    await client.post('contacts.json', { name: 'Stops', urns: [STOPS] });
    const { uuid: flow } = await client.post('flows.json', ARCHIVING_FLOW);
    await service.idle();

    const setFaults = (faults: object) => service.local('POST', 'faults', faults);
    const kills = async (): Promise<number> => (await service.local('GET', 'faults')).body.happened.kill;
    await setFaults({ kill: { function: 'jobs-work', times: 10_000 } });
    const { uuid: start } = await client.post('flow_starts.json', { flow, groups: [group] });
    while ((await kills()) < 1) await sleep(20);
    await setFaults({ kill: 1 });
    const optOut = () => client.ask('POST', 'events.json', { type: 'stop_contact', urn: STOPS });
    expect((await optOut()).status).toBe(500);

    await setFaults({});
    expect((await optOut()).status).toBeLessThan(300);
    await service.idle();
    expect(await jobOf(client, start)).toMatchObject({ status: 'completed', changed: PEOPLE });
    const found = await client.get(`contacts.json?urn=${encodeURIComponent(STOPS)}`);
    expect(found.results).toMatchObject([{ status: 'stopped' }]);
  } finally {
    await service.stop();
  }
});

/** Rehearses a release whose workers and API die, and the way back: docs/runbook.md, "A release is bad". */
import { setTimeout as sleep } from 'node:timers/promises';
import { createPeople, jobOf, openClient, prepare } from '../../test/support/api/client.ts';
import { ARCHIVING_FLOW } from '../../test/support/api/flows.ts';
import { checkService } from '../../test/support/checker/service.ts';
import type { Service } from '../../test/support/service.ts';
import { problem } from './accident.ts';

const PEOPLE = 40;
const STOPS = 'tel:+250788999005';

/**
 * Starts a job and sends an opt-out while no function of the release ends its work, then puts the release before back,
 * and checks that each was done once. A killed function stands for each way in which a release can be bad.
 */
export async function badRelease(service: Service, say: (step: string) => void): Promise<string[]> {
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
  const refused = await client.ask('POST', 'events.json', { type: 'stop_contact', urn: STOPS });
  say(`the job's workers died ${await kills()} times; an opt-out was answered ${refused.status}, and comes again`);

  await setFaults({});
  const repeated = await client.ask('POST', 'events.json', { type: 'stop_contact', urn: STOPS });
  await service.idle();
  const { status, changed } = await jobOf(client, start);
  const [stopped] = (await client.get(`contacts.json?urn=${encodeURIComponent(STOPS)}`)).results;
  say(`the release before is back: the job is ${status} with ${changed} of ${PEOPLE}`);
  await checkService(service, { except: ['stale rosters'] });
  return [
    ...problem(refused.status !== 500, `A request whose function died was answered ${refused.status}`),
    ...problem(repeated.status >= 300, `The sender's second attempt was answered ${repeated.status}`),
    ...problem(status !== 'completed' || changed !== PEOPLE, `The job is ${status} with ${changed} of ${PEOPLE}`),
    ...problem(stopped?.status !== 'stopped', 'The opt-out is lost'),
  ];
}

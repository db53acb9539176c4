/** The watchdog is killed at any moment: of each dead letter somebody is told. */
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LOCAL_CREDENTIALS } from '../../../infra/local/dynamodb/engine.ts';
import type { Service } from '../../support/service.ts';
import { startJourney } from '../stage.ts';

let service: Service;
beforeAll(async () => {
  service = await startJourney();
});
afterAll(() => service?.stop());

const look = () => service.local('POST', 'schedules/watchdog/run');

/** Texts that the person on duty got. */
async function told(): Promise<string[]> {
  const { body } = await service.local('GET', 'events?after=0');
  return body.events.flatMap((event: { 'detail-type': string; detail: { text?: string } }) => event.detail.text ?? []);
}

it('a letter is told although the run that found it was killed, and not a second time by the next', async () => {
  const { body: info } = await service.local('GET', 'info');
  const url: string = info.queues['inbound-failed'];
  const client = new SQSClient({ endpoint: new URL(url).origin, region: 'eu-west-1', credentials: LOCAL_CREDENTIALS });
  for (let run = 0; run < 3; run++) await look();
  await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: '{}' }));
  await service.local('POST', 'faults', { seed: 7, kill: { function: 'jobs-watchdog', times: 4 } });
  for (let run = 0; run < 4; run++) await look();
  await service.local('POST', 'faults', {});
  await look();
  const after = await told();
  expect(after.some((text) => text.includes('could not be handled'))).toBe(true);
  await look();
  expect(await told()).toEqual(after);
  client.destroy();
});

/** A file is read in parts, which are kept while it is still read: not one of them may wait for its end. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openClient } from '../support/api/client.ts';
import { sendFile } from '../support/imports/send-file.ts';
import type { Service } from '../support/service.ts';
import { joinJourney } from './stage.ts';

const PEOPLE = 30_000;

let service: Service;
beforeAll(async () => {
  service = await joinJourney();
});
afterAll(() => service?.stop());

it(`${PEOPLE} people are previewed`, async () => {
  const client = openClient(service);
  const rows = Array.from({ length: PEOPLE }, (_, index) => `Person ${index},+25078${String(index).padStart(7, '0')}`);
  const files = [{ name: 'people.csv' }];
  const made = await client.post('imports.json', { name: 'Many', files, format: 'csv', refusals: 'none' });
  await sendFile(service, made.uploads[0], ['Name,Phone', ...rows].join('\n'));
  await client.post(`imports.json?uuid=${made.uuid}`, { action: 'preview' });
  await service.idle();
  const [{ job, preview, problem }] = (await client.get(`imports.json?uuid=${made.uuid}`)).results;
  expect({ status: job.status, problem, rows: preview?.rows }).toEqual({
    status: 'ready',
    problem: null,
    rows: PEOPLE,
  });
});

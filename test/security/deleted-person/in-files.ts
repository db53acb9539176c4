import { expect } from 'vitest';
import type { Client } from '../../support/api/client.ts';
import { sendFile } from '../../support/imports/send-file.ts';
import type { Service } from '../../support/service.ts';
import type { Person } from './person.ts';

/** The exports and imports that the person is in, and the links to their files. */
export interface InFiles {
  readonly files: readonly string[];
  readonly links: readonly string[];
}

/** Puts a person into everything that is a file: exports, an upload with a good and a refused row, and its reports. */
export async function putInFiles(
  { client, service }: { readonly client: Client; readonly service: Service },
  { name, urn, nickname, card }: Person,
  contact: string,
): Promise<InFiles> {
  const exports: string[] = [];
  for (const format of ['csv', 'jsonl', 'parquet']) {
    const { uuid } = await client.post('jobs.json', { type: 'export', format, selection: { contacts: [contact] } });
    exports.push(uuid);
  }
  const row = [urn.slice('tel:'.length), name, nickname].join();
  const content = ['Phone,Name,Nickname,Card,Language', `${row},${card},kin`, `${row},none,Klingonish`].join('\n');
  const { uuid, uploads } = await client.post('imports.json', { name: 'Again', files: [{ name: 'people.csv' }] });
  await sendFile(service, uploads[0], content);
  await client.post(`imports.json?uuid=${uuid}`, { action: 'preview', refusals: 'none' });
  await service.idle();
  const [{ job, preview }] = (await client.get(`imports.json?uuid=${uuid}`)).results;
  expect(preview).toMatchObject({ invalid: 1, created: 0 });
  await client.post(`jobs.json?uuid=${job.uuid}`, { action: 'run', token: job.token, count: job.total });
  await service.idle();
  await client.post(`import_reports.json?import=${uuid}`, { rows: 'refused' });
  await service.idle();
  const [report] = (await client.get(`import_reports.json?import=${uuid}`)).results;
  const jobs = await Promise.all(exports.map(async (one) => (await client.get(`jobs.json?uuid=${one}`)).results[0]));
  const links = [report, ...jobs].map(({ file }) => file.url as string);
  for (const link of links) expect((await fetch(link)).status).toBe(200);
  return { files: [...exports, uuid], links };
}

import type { ApiAnswer } from '../api/api.ts';
import type { Client } from '../api/client.ts';
import type { InProcessStage } from '../in-process/clients.ts';

type Body = ApiAnswer['body'];

/** Requests an export, has it made, and returns its job with the file's content, or null without one. */
export async function exportContacts(
  stage: InProcessStage,
  client: Client,
  asked: object,
): Promise<{ readonly job: Body; readonly content: Buffer | null }> {
  const { uuid } = await client.post('jobs.json', { type: 'export', ...asked });
  await stage.settle();
  return readExport(stage, client, uuid);
}

export async function readExport(
  stage: InProcessStage,
  client: Client,
  uuid: string,
): Promise<{ readonly job: Body; readonly content: Buffer | null }> {
  const job = (await client.get(`jobs.json?uuid=${uuid}`)).results[0];
  const url = job.file?.url ?? null;
  const content = url === null ? null : await stage.service.runtime.files.read(url.replace('http://files.test/', ''));
  return { job, content };
}

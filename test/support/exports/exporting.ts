import { select } from '../../../functions/jobs/select/select.ts';
import { work } from '../../../functions/jobs/worker/work.ts';
import type { WorkspaceId } from '../../../shared/domain/ids.ts';
import type { FilesMessage, WorkMessage } from '../../../shared/messages/jobs.ts';
import type { ApiAnswer } from '../api/api.ts';
import { type Client, createPeople, prepare } from '../api/client.ts';
import type { InProcessStage } from '../in-process/clients.ts';
import { storedIn } from '../in-process/files.ts';

type Body = ApiAnswer['body'];

/** A new workspace with so many people. */
export async function openWithPeople(stage: InProcessStage, count: number) {
  const client = await stage.open();
  await prepare(client);
  const workspace: WorkspaceId = (await client.get('workspace.json')).uuid;
  const people: readonly string[] = await createPeople(client, count);
  await stage.settle();
  return { client, workspace, people };
}

/** Keys of all that is stored of an export. */
export const keysOf = (stage: InProcessStage, uuid: string): string[] =>
  [...storedIn(stage.service.runtime.files).keys()].filter((key) => key.includes(uuid));

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
  return { job, content: url === null ? null : await stage.service.runtime.files.read(await keyAt(stage, url)) };
}

/** The key that a link of the API leads to. Throws when it is refused. */
export async function keyAt({ service }: InProcessStage, url: string): Promise<string> {
  const answer = await service.fetch(url);
  if (answer.status !== 302) throw new Error(`${answer.status} ${await answer.text()}`);
  const { headers } = answer;
  return (headers.get('location') ?? '').replace('http://files.test/', '');
}

/** Does what an export needs up to where its file is to be made; every slice is delivered twice. */
export async function untilFile({
  service,
}: InProcessStage): Promise<{ readonly file: FilesMessage; readonly slices: readonly WorkMessage[] }> {
  const slices: WorkMessage[] = [];
  for (;;) {
    for (const one of service.take()) {
      if (one.queue === 'files') return { file: one.message, slices };
      if (one.queue === 'select') await select(one.message, service.runtime);
      if (one.queue !== 'work') continue;
      slices.push(one.message);
      await work(one.message, service.runtime);
      await work(one.message, service.runtime);
    }
  }
}

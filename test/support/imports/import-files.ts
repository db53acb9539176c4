import type { ApiAnswer } from '../api/api.ts';
import type { Client } from '../api/client.ts';
import type { InProcessStage } from '../in-process/clients.ts';

type Body = ApiAnswer['body'];

export interface SentFile {
  readonly name: string;
  readonly content: Buffer | string;
  readonly group?: string | null;
}

/** Begins an import, and puts its files where their forms would. Returns its uuid. */
export async function upload(
  stage: InProcessStage,
  client: Client,
  files: readonly SentFile[],
  more: object = {},
): Promise<string> {
  const named = files.map(({ content: _, ...file }) => file);
  const { uuid, uploads } = await client.post('imports.json', { name: 'Test', files: named, ...more });
  for (const [number, { fields }] of uploads.entries())
    await stage.service.runtime.files.write(fields.key, files[number]?.content ?? '');
  return uuid;
}

/**
 * Previews an import, and returns it with what was found. Where nobody has said who wants no messages, it then declares
 * what is preselected, as somebody does who only presses Next.
 */
export async function preview(stage: InProcessStage, client: Client, uuid: string, more: object = {}): Promise<Body> {
  const shown = await previewAsked(stage, client, uuid, more);
  return shown.preview?.asks?.length === 0
    ? previewAsked(stage, client, uuid, { refusals: preselectedIn(shown.preview) })
    : shown;
}

/** The declaration of what a preview has preselected. */
export function preselectedIn({ candidates }: Body): object | 'none' {
  const chosen = candidates.filter(({ preselected }: Body) => preselected);
  return chosen.length === 0 ? 'none' : Object.fromEntries(chosen.map(({ name, proposal }: Body) => [name, proposal]));
}

/** Previews an import as it was asked for, and declares nothing. */
export async function previewAsked(
  stage: InProcessStage,
  client: Client,
  uuid: string,
  more: object = {},
): Promise<Body> {
  await client.post(`imports.json?uuid=${uuid}`, { action: 'preview', ...more });
  await stage.settle();
  return (await client.get(`imports.json?uuid=${uuid}`)).results[0];
}

/** Runs a previewed import to its end, and returns its job. */
export async function run(stage: InProcessStage, client: Client, { job }: Body): Promise<Body> {
  await client.post(`jobs.json?uuid=${job.uuid}`, { action: 'run', token: job.token, count: job.total });
  await stage.settle();
  return (await client.get(`jobs.json?uuid=${job.uuid}`)).results[0];
}

/** Uploads, previews and runs. */
export async function importFiles(
  stage: InProcessStage,
  client: Client,
  files: readonly SentFile[],
  more: object = {},
): Promise<{ preview: Body; job: Body }> {
  const shown = await preview(stage, client, await upload(stage, client, files, more));
  return { preview: shown.preview, job: shown.job.status === 'ready' ? await run(stage, client, shown) : shown.job };
}

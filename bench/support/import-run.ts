/** Plays an import over HTTP, and waits for what was asked of a service. */
import type { Api } from '../../test/support/api/api.ts';

const POLL_MS = 200;

/** Whoever asks a service. */
interface Asking {
  readonly service: { readonly api: Api };
}

/** Uploads and previews a table; returns the seconds of the preview. */
export async function readTable({ service }: Asking, csv: string): Promise<{ uuid: string; read: number }> {
  const made = await service.api('POST', 'imports.json', { name: 'Bench', files: [{ name: 'people.csv' }] });
  const { uuid, uploads } = made.body;
  const form = new FormData();
  for (const [name, value] of Object.entries(uploads[0].fields as Record<string, string>)) form.append(name, value);
  form.append('file', new Blob([csv]), 'people.csv');
  const { status } = await fetch(uploads[0].url, { method: 'POST', body: form });
  if (status !== 204) throw new Error(`The table was not taken: ${status}`);
  const begun = performance.now();
  await service.api('POST', `imports.json?uuid=${uuid}`, { action: 'preview', refusals: 'none' });
  const { preview } = await until(service, `imports.json?uuid=${uuid}`, ({ job }) => job.status, 'ready');
  if (preview.invalid > 0) throw new Error(`Rows are refused: ${JSON.stringify(preview.refused.slice(0, 3))}`);
  return { uuid, read: (performance.now() - begun) / 1000 };
}

/** Returns the seconds. */
export async function runToEnd({ service }: Asking, uuid: string): Promise<number> {
  const { job } = (await service.api('GET', `imports.json?uuid=${uuid}`)).body.results[0];
  const begun = performance.now();
  await service.api('POST', `jobs.json?uuid=${job.uuid}`, { action: 'run', token: job.token, count: job.total });
  await until(service, `jobs.json?uuid=${job.uuid}`, ({ status }) => status, 'completed');
  return (performance.now() - begun) / 1000;
}

type Found = Awaited<ReturnType<Api>>['body'];

export async function until(
  service: Asking['service'],
  path: string,
  statusOf: (found: Found) => string,
  wanted: string,
) {
  for (;;) {
    const [found] = (await service.api('GET', path)).body.results;
    if (statusOf(found) === wanted) return found;
    if (['failed', 'interrupted'].includes(statusOf(found))) throw new Error(`It failed: ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

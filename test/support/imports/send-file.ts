import type { Stage } from '../api/stage.ts';
import type { InProcessStage } from '../in-process/clients.ts';

interface Form {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

const isInProcess = (stage: object): stage is InProcessStage =>
  'service' in stage && typeof stage.service === 'object' && stage.service !== null && 'runtime' in stage.service;

/** Sends a file by the form of an upload, or puts it where that leads when the API is in process. */
export async function sendFile(stage: Pick<Stage, 'url'>, { url, fields }: Form, content: string): Promise<void> {
  if (isInProcess(stage)) return stage.service.runtime.files.write(fields['key'] ?? '', content);
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', new Blob([content]), 'people.csv');
  const { status } = await fetch(url, { method: 'POST', body: form });
  if (status !== 204) throw new Error(`The upload was answered ${status}.`);
}

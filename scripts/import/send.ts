import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from '../api.ts';

interface Form {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
}

interface Running {
  /** Else it is previewed only. */
  readonly run: boolean;
  readonly say: (line: string) => void;
  /** How many contacts are done, now and then. */
  readonly onDone?: (done: number) => void;
}

interface Beginning {
  /** Of the import. */
  readonly name: string;
  readonly upload: (form: Form, path: string) => Promise<void>;
  /** Absent: it is found. */
  readonly format?: 'jsonl';
  /** Who in it wants no messages; absent: the file has to say so by itself. */
  readonly refusals?: 'none';
}

type Sending = Beginning & Running;

/** A column that may say who wants no messages. */
interface Candidate {
  readonly name: string;
  readonly proposal: string | readonly string[] | null;
  readonly values: readonly { readonly value: string; readonly rows: number }[];
}

interface Shown {
  readonly problem: string | null;
  readonly refusals: unknown;
  readonly job: { readonly uuid: string; readonly status: string; readonly total: number; readonly token: string };
  readonly preview: Readonly<Record<string, unknown>> & {
    readonly warnings: readonly string[];
    readonly candidates: readonly Candidate[];
  };
}

type NotPreviewed = Omit<Shown, 'preview'> & { readonly preview?: null };

const POLL_MS = 1_000;

/** Imports a file of contacts. Throws on failure. */
export async function sendFile(target: Api, path: string, sending: Sending): Promise<void> {
  await runImport(target, await beginImport(target, path, sending), sending);
}

/** Uploads a file of contacts; returns the import, whose preview has begun. Throws on failure. */
export async function beginImport(
  target: Api,
  path: string,
  { name, upload, format, refusals }: Beginning,
): Promise<string> {
  const files = [{ name: basename(path) }];
  const begun = await target.post('imports.json', { name, files, format, refusals });
  const [form] = begun['uploads'] as Form[];
  await upload(form as Form, path);
  const uuid = String(begun['uuid']);
  await target.post(`imports.json?uuid=${uuid}`, { action: 'preview' });
  return uuid;
}

/** Prints the findings of an import's preview, and runs it if asked. Throws on failure. */
export async function runImport(target: Api, uuid: string, { run, say, onDone }: Running): Promise<void> {
  const shown = await previewed(target, uuid);
  sayPreview(shown, say);
  if (shown.job.status !== 'ready') return;
  sayCandidates(shown, say);
  const { uuid: job, token, total: count } = shown.job;
  if (!run) return;
  await target.post(`jobs.json?uuid=${job}`, { action: 'run', token, count });
  await untilEnded(target, job, say, onDone);
}

async function previewed(target: Api, uuid: string): Promise<Shown> {
  for (;;) {
    const { results } = (await target.get(`imports.json?uuid=${uuid}`)) as { results: (Shown | NotPreviewed)[] };
    const [shown] = results;
    if (shown?.problem) throw new Error(shown.problem);
    if (shown && shown.job.status !== 'pending') {
      if (shown.preview) return shown;
      throw new Error(
        `The import ended as ${shown.job.status} without a preview. Nothing is changed: send the file again.`,
      );
    }
    await sleep(POLL_MS);
  }
}

/** Names what may say who wants no messages, where nobody has said so. */
function sayCandidates({ preview, refusals }: Shown, say: Running['say']): void {
  if (refusals !== null) return;
  for (const { name, proposal, values } of preview.candidates) {
    const cells = values.map(({ value, rows }) => `${value}: ${rows}`).join(', ');
    say(`Who wants no messages? It may stand in "${name}" (${cells}): --refusals "${name}=${proposal ?? '<cell>'}"`);
  }
}

function sayPreview({ preview }: Shown, say: Running['say']): void {
  const { rows, created, updated, unchanged, invalid, opt_outs, refused, new_groups, new_smart_groups } = preview;
  say(
    `${rows} rows: ${created} to be created, ${updated} to be changed, ${unchanged} as they are, ${invalid} refused; opt-outs: ${JSON.stringify(opt_outs)}`,
  );
  const groups = [...(new_groups as string[]), ...(new_smart_groups as { name: string }[]).map(({ name }) => name)];
  if (groups.length > 0) say(`Groups to be made: ${groups.join(', ')}`);
  for (const warning of preview.warnings) say(warning);
  for (const { line, text } of refused as { line: number; text: string }[]) say(`line ${line}: ${text}`);
}

/** Throws unless the job completes. */
async function untilEnded(target: Api, job: string, say: Running['say'], onDone: Running['onDone']): Promise<void> {
  for (;;) {
    const { results } = (await target.get(`jobs.json?uuid=${job}`)) as { results: Record<string, unknown>[] };
    const [{ status, changed, unchanged, failed, total } = {}] = results;
    onDone?.(Number(changed) + Number(unchanged));
    const ended = `${status}: ${changed} of ${total} changed, ${unchanged} unchanged, failed: ${JSON.stringify(failed)}`;
    if (status === 'completed') return say(ended);
    if (status === 'failed' || status === 'interrupted') throw new Error(ended);
    await sleep(POLL_MS);
  }
}

export async function uploadFile({ url, fields }: Form, path: string): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', await openAsBlob(path), basename(path));
  const response = await fetch(url, { method: 'POST', body: form });
  if (!response.ok)
    throw new Error(`${path} was not taken: ${response.status} ${(await response.text()).slice(0, 200)}`);
}

import { workOnFiles } from '../../../functions/imports/worker/files.ts';
import { select } from '../../../functions/jobs/select/select.ts';
import { type Part, partKey } from '../../../shared/domain/imports/plan.ts';
import type { Runtime } from '../../../shared/lambda/invocation/runtime.ts';
import type { FilesMessage } from '../../../shared/messages/jobs.ts';
import { readPart, readPlan } from '../../../shared/services/packed-parts.ts';
import type { ApiAnswer } from '../api/api.ts';
import type { Client } from '../api/client.ts';
import type { InProcessStage } from '../in-process/clients.ts';
import { storedIn } from '../in-process/files.ts';
import { preselectedIn, run } from './import-files.ts';
import { reportOn } from './reports.ts';

type Body = ApiAnswer['body'];
type Deliver = (message: FilesMessage, runtime: Runtime) => Promise<void>;

/** Previews an import as `preview` does, in ranges of so many records; `deliver` may let deliveries die. */
export async function previewInRanges(
  stage: InProcessStage,
  client: Client,
  uuid: string,
  every: number,
  { deliver = workOnFiles, ...more }: { readonly deliver?: Deliver; readonly refusals?: object | string } = {},
): Promise<Body> {
  const { service } = stage;
  const runtime = { ...service.runtime, config: { ...service.runtime.config, rowsARange: every } };
  await client.post(`imports.json?uuid=${uuid}`, { action: 'preview', ...more });
  for (let waiting = service.take(); waiting.length > 0; waiting = service.take())
    for (const one of waiting)
      if (one.queue === 'select') await select(one.message, runtime);
      else if (one.queue === 'files') await deliver(one.message, runtime);
  await stage.settle();
  const shown = (await client.get(`imports.json?uuid=${uuid}`)).results[0];
  if (shown.preview?.asks?.length !== 0 || more.refusals !== undefined) return shown;
  return previewInRanges(stage, client, uuid, every, { deliver, refusals: preselectedIn(shown.preview) });
}

const PASSING = new Set(['uuid', 'created_on', 'modified_on', 'last_seen_on', 'token', 'job']);
/** Without what is new each time. */
const lasting = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner) => (PASSING.has(key) ? undefined : inner)));

/** What a preview found, with each row as it will be imported, without what is new each time. */
export async function readingOf({ service }: InProcessStage, { uuid, job, preview }: Body): Promise<object> {
  const stored = storedIn(service.runtime.files);
  const [found] = [...stored.keys()].filter((key) => key.endsWith(`${uuid}/${job.uuid}/plan`));
  if (found === undefined) throw new Error('It was not read.');
  const [, workspace = ''] = found.split('/');
  const by = { workspace, uuid, job: job.uuid };
  const plan = await readPlan(service.runtime.files, by);
  if (plan === null) throw new Error('It was not read.');
  const partAt = (slice: number) => readPart<Part>(service.runtime.files, partKey(by, plan, 'parts', slice));
  const parts = await Promise.all(Array.from({ length: plan.parts }, (_, slice) => partAt(slice)));
  return { preview: lasting(preview), rows: parts.flatMap((part) => part?.rows) };
}

/** Runs a previewed import, and returns all that people see of it, without what is new each time. */
export async function outcomeOf(stage: InProcessStage, client: Client, shown: Body): Promise<object> {
  if (shown.preview === null) return { problem: shown.problem };
  const job = shown.job.status === 'ready' ? await run(stage, client, shown) : shown.job;
  const { status, total, changed, unchanged, failed } = job;
  const contacts: Body[] = (await client.get('contacts.json?limit=250')).results;
  const refused = await client.get(`import_refusals.json?import=${shown.uuid}`);
  const { lines } = await reportOn(stage, client, shown.uuid);
  const report = await reportOn(stage, client, shown.uuid, { rows: 'refused' });
  return {
    ...{ problem: shown.problem, preview: lasting(shown.preview), job: { status, total, changed, unchanged, failed } },
    contacts: contacts.map((one) => JSON.stringify(lasting(one))).sort(),
    ...{ refused: lasting(refused.results), lines: lines.map((cells) => cells.toSpliced(-2, 1)) },
    again: report.content,
  };
}

/** Compares an import with the same writes of a bare client. `npm run bench -- imports [--contacts 3000 --pairs 3]` */
import type { Api } from '../test/support/api/api.ts';
import { createBare } from './support/bare-import.ts';
import { median, timed, type UsedByBoth, usedTable } from './support/measure-in-turn.ts';
import { csvOf, peopleFrom } from './support/people.ts';
import { startRunning } from './support/running.ts';
import { table, whole } from './support/table.ts';

/** Rows a second. */
interface ImportRound {
  readonly bare: number;
  /** From the upload until the preview can be run. */
  readonly read: number;
  /** From the run until it is completed. */
  readonly run: number;
  readonly used: UsedByBoth;
}

interface Imports {
  readonly rows: number;
  readonly rounds: readonly ImportRound[];
}

const POLL_MS = 200;

/** A first round warms everything up. */
export async function measureImports(rows: number, pairs: number): Promise<Imports> {
  const running = await startRunning();
  const rounds: ImportRound[] = [];
  try {
    for (let round = 0; round <= pairs; round++) {
      const people = peopleFrom(round * rows, rows);
      const bare = await timed(running, rows, () => createBare(running.data, people));
      const { uuid, read } = await readTable(running, csvOf(people));
      const job = await timed(running, rows, () => runToEnd(running, uuid));
      rounds.push({
        ...{ bare: bare.value, read: rows / read, run: rows / job.value },
        used: { bare: bare.used, job: job.used },
      });
    }
    return { rows, rounds: rounds.slice(1) };
  } finally {
    await running.service.stop();
  }
}

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
  await service.api('POST', `imports.json?uuid=${uuid}`, { action: 'preview' });
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

export function importsTable({ rows, rounds }: Imports): string {
  const both = ({ read, run }: ImportRound): number => 1 / (1 / read + 1 / run);
  const columns = [
    (round: ImportRound) => whole(round.bare),
    (round: ImportRound) => whole(round.run),
    (round: ImportRound) => whole(round.read),
    (round: ImportRound) => (round.run / round.bare).toFixed(2),
    (round: ImportRound) => (both(round) / round.bare).toFixed(2),
  ];
  const middle = (of: (round: ImportRound) => number): number => median(rounds.map(of));
  return `## An import against a bare client, in turn

\`npm run bench -- imports\`: a table of ${whole(rows)} rows with two addresses, five fields and two groups, ${rounds.length} times in turn with a bare client that makes the same
people: contact and addresses in a transaction, rosters and history in batches. Aim: 0.60.

${table([
  ['', 'bare client, a second', 'run, a second', 'read before, a second', 'run / bare', 'read and run / bare'],
  ...rounds.map((round, index) => [String(index + 1), ...columns.map((column) => column(round))]),
  [
    '**median**',
    ...[middle((r) => r.bare), middle((r) => r.run), middle((r) => r.read)].map(whole),
    ...[middle((r) => r.run / r.bare), middle((r) => both(r) / r.bare)].map((ratio) => ratio.toFixed(2)),
  ],
])}

Of the run, until all has followed:

${usedTable(rounds, 'row')}`;
}

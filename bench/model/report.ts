import { FEWEST_SHARDS } from '../../shared/data/dynamo/index.ts';
import { populate } from '../support/population.ts';
import { startRunning } from '../support/running.ts';
import { table, whole } from '../support/table.ts';
import { JOBS } from './jobs.ts';
import { estimate, type Limits } from './model.ts';
import { measureRuns } from './runs.ts';
import { MODEL_TABLES } from './tables.ts';
import { runsTable } from './whole.ts';

interface Comparison {
  readonly contacts: number;
  readonly writeUnits: number;
  /** Seconds by the model. */
  readonly expected: number;
  /** Seconds until the start was completed and history had followed. */
  readonly measured: number;
}

/** Small enough that this machine is not the limit. */
const LIMITS = [50, 100, 200];
/** Seconds of a run by the model. */
const SECONDS = 60;

const comparisonTable = (all: readonly Comparison[]): string =>
  table([
    ['write units a second of each table and index', 'contacts', 'model, s', 'measured, s', 'measured / model'],
    ...all.map(({ writeUnits, contacts, expected, measured }) => [
      whole(writeUnits),
      whole(contacts),
      whole(expected),
      whole(measured),
      (measured / expected).toFixed(2),
    ]),
  ]);

const marked = (name: string): string => `<!-- model: ${name} -->\n${MODEL_TABLES[name]?.()}\n<!-- /model -->`;

/** The section of RESULTS.md, with a new comparison. */
export const measureModel = async (): Promise<string> => `## Millions of contacts, by AWS's limits

What the scarcest of table, index, partitions, lanes, reads and functions allows (\`bench/model\`), from the units that tests hold, for selection, work with what follows, and file; not measured on AWS. An
on-demand table adapts upwards while it is used, which the model leaves out: a job on a cold table is faster than this at its end.

${marked('times')}

${marked('stages')}

The same model against the whole service on this machine, archiving a group while each table and index takes so few units (fault \`write_units\`), until counts and
history have followed:

${comparisonTable(await compare())}`;

/** The section of RESULTS.md about whole runs here, which are kept for the test of the model too. */
export const measureWhole = async (sizes: readonly number[], kinds: readonly string[]): Promise<string> =>
  runsTable(await measureRuns(sizes, kinds));

/** A table that only `write` units limit. */
const bound = (write: number): Limits => ({
  name: `${write} units`,
  write,
  read: Number.POSITIVE_INFINITY,
  partition: Number.POSITIVE_INFINITY,
  lanes: Number.POSITIVE_INFINITY,
  shards: FEWEST_SHARDS,
  followers: Number.POSITIVE_INFINITY,
});

/** Archives a group through a flow at each limit. */
async function compare(): Promise<Comparison[]> {
  const [archiving] = JOBS;
  if (archiving === undefined) throw new Error('There is no job to compare');
  const { service, data, workspace, archive } = await startRunning();
  const compared: Comparison[] = [];
  try {
    for (const writeUnits of LIMITS) {
      const limits = bound(writeUnits);
      const contacts = Math.round(SECONDS * estimate(archiving, limits).contactsASecond);
      const group = await populate(data, workspace, contacts);
      await service.idle(600);
      await service.local('POST', 'faults', { write_units: writeUnits });
      const begun = performance.now();
      await archive(group);
      await service.idle(600);
      const measured = (performance.now() - begun) / 1000;
      await service.local('POST', 'faults', {});
      compared.push({
        contacts,
        writeUnits,
        expected: contacts / estimate(archiving, limits).contactsASecond,
        measured,
      });
    }
    return compared;
  } finally {
    await service.stop();
  }
}

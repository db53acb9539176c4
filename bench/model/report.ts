import { table, whole } from '../support/table.ts';
import { type Comparison, compare } from './compare.ts';
import { measureRuns } from './runs.ts';
import { MODEL_TABLES } from './tables.ts';
import { runsTable } from './whole.ts';

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

import { parseArgs } from 'node:util';

export const HELP = `npm run fuzz -- [options]

Sends hostile requests to every endpoint of the OpenAPI document, with values from test/fuzz/hostile.json, in this
process on tables of its own. Ends with a report, and with exit code 1 when an answer was 5xx or is not in the
document, a request took more than 2 s of processor time, the work behind the requests failed, or a workspace saw or
changed anything of another one.

  --minutes <number>   how long (5)
  --requests <number>  how many requests at most (no limit)
  --seed <number>      which requests: the same number sends the same ones (1)
  --first <number>     index of the first request, to repeat one of a report (0)
  --worst               instead: the costliest requests there are to every endpoint, once each way, and how much processor
                       time those took that were refused
  --help               this text`;

interface FuzzOptions {
  readonly minutes: number;
  readonly requests: number;
  readonly seed: number;
  readonly first: number;
  readonly worst: boolean;
}

/** Reads the command line; null for help. Throws what to type instead, in one line. */
export function readOptions(args: readonly string[]): FuzzOptions | null {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '5' },
      requests: { type: 'string' },
      seed: { type: 'string', default: '1' },
      first: { type: 'string', default: '0' },
      worst: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  return {
    minutes: numberOf('minutes', values.minutes),
    requests: values.requests === undefined ? Number.POSITIVE_INFINITY : numberOf('requests', values.requests),
    seed: numberOf('seed', values.seed),
    first: numberOf('first', values.first),
    worst: values.worst,
  };
}

function numberOf(option: string, given: string): number {
  const number = Number(given);
  if (given.trim() === '' || !(number >= 0 && number <= Number.MAX_SAFE_INTEGER))
    throw new Error(`--${option} takes a number from 0 on, not "${given}".`);
  return number;
}

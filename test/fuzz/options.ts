import { parseArgs } from 'node:util';
import { wholeNumber } from '../../scripts/command-line.ts';

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

/** Reads the command line; null for help. Throws what to type instead, in one line. */
export function readOptions(args: readonly string[]) {
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
    minutes: wholeNumber('minutes', values.minutes, 0),
    requests: values.requests === undefined ? Number.POSITIVE_INFINITY : wholeNumber('requests', values.requests, 0),
    seed: wholeNumber('seed', values.seed, 0),
    first: wholeNumber('first', values.first, 0),
    worst: values.worst,
  };
}

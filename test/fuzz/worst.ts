import { call } from '../support/api/api.ts';
import type { InProcess } from '../support/in-process/service.ts';
import { OPERATIONS, type Operation, type Schema } from './document.ts';
import { openRound } from './round.ts';

/** A request that is as costly to refuse as anyone can make it. */
interface Worst {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Measured extends Pick<Worst, 'name'> {
  readonly status: number;
  /** Processor time of this process, the client's part among it: the least of several runs, in milliseconds. */
  readonly ms: number;
}

const repeat = (text: string, bytes: number): string => text.repeat(Math.floor(bytes / text.length));
const items = (item: string, bytes: number, most = Number.POSITIVE_INFINITY): string =>
  Array.from({ length: Math.min(most, Math.floor(bytes / (item.length + 1))) }, () => item).join();

/** Expensive values of about so many bytes, by name, just below the counts that are refused unparsed. */
const VALUES: Readonly<Record<string, (bytes: number) => string>> = {
  'a text': (bytes) => JSON.stringify(repeat('x', bytes)),
  'a text of signs of four bytes': (bytes) => JSON.stringify(repeat('😀', bytes / 2)),
  'a text of spaces': (bytes) => JSON.stringify(repeat(' ', bytes)),
  'a text of digits': (bytes) => JSON.stringify(repeat('7', bytes)),
  'a text of brackets': (bytes) => JSON.stringify(repeat('(', bytes)),
  'a text of half characters': (bytes) => JSON.stringify(repeat('\ud83d', bytes / 6)),
  'a list of numbers': (bytes) => `[${items('1', bytes, bytes / 26)}]`,
  'a list of texts': (bytes) => `[${items('"tel:+250788000001"', bytes, bytes / 26)}]`,
  'a list of escapes': (bytes) => `[${items('"\\\\u0041"', bytes, bytes / 26)}]`,
  'a list of long numbers': (bytes) => `[${items('12345678901234567', bytes, bytes / 26)}]`,
  'a list of objects': (bytes) => `[${items('{"uuid":[{}]}', bytes, bytes / 125)}]`,
  'a list of 100 long texts': (bytes) => `[${items(JSON.stringify(repeat('y', bytes / 101)), bytes, 100)}]`,
  'a list of 100 long lists': (bytes) => `[${items(`[${items('1', bytes / 101, bytes / 2_700)}]`, bytes, 100)}]`,
  'lists in lists': (bytes) => `${repeat('[', bytes / 2)}${repeat(']', bytes / 2)}`,
  'a map': (bytes) => `{${mapOf(bytes / 55, '"x"')}}`,
  'a map of 100 long texts': (bytes) => `{${mapOf(100, JSON.stringify(repeat('z', bytes / 110)))}}`,
  'a map with long keys': (bytes) => `{${mapOf(100, '1', repeat('k', bytes / 110))}}`,
  'a number of many digits': (bytes) => repeat('7', bytes),
};

const mapOf = (count: number, value: string, key = 'key'): string =>
  Array.from({ length: Math.floor(count) }, (_, index) => `"${key}${index}":${value}`).join();

const MOST = 990_000;
const MOST_OF_FLOWS = 4_950_000;

/** Every way of every endpoint: each field with each costly value, whole bodies, parameters and headers. */
function worstOf(): readonly Worst[] {
  return OPERATIONS.flatMap((operation) => [...bodiesOf(operation), ...queriesOf(operation), ...headersOf(operation)]);
}

function bodiesOf({ method, path, body }: Operation): Worst[] {
  if (method === 'GET') return [];
  const most = path.endsWith('/flows.json') ? MOST_OF_FLOWS : MOST;
  const sent = (name: string, text: string, headers = {}): Worst => ({
    ...{ method, path, headers },
    name: `${method} ${path} ${name}`,
    body: text,
  });
  const fields = Object.keys(body?.properties ?? {});
  const names = path.endsWith('/flows.json')
    ? ['nodes', 'flows', 'groups', 'fields', '_ui', 'localization', 'name']
    : fields;
  return [
    ...Object.entries(VALUES).map(([name, value]) => sent(`is ${name}`, value(most))),
    ...names.flatMap((field) =>
      Object.entries(VALUES).map(([name, value]) =>
        sent(`${field} is ${name}`, `{${restOf(body, field)}${JSON.stringify(field)}:${value(most)}}`),
      ),
    ),
    ...(fields.length > 0 ? [sent('is a form', repeat(`${fields[0]}=x&`, most), FORM)] : []),
    ...(fields.length > 0 ? [sent('is a form of a list', repeat(`${fields.at(-1)}=%F0%9F%98%80&`, most), FORM)] : []),
    sent('does not end', repeat('[{"a":', most)),
    sent('is too large', repeat(' ', most * 1.2)),
  ];
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Something for what else is required, so that the one field is looked at. */
const restOf = ({ required = [] }: Schema = {}, field: string): string =>
  required
    .filter((name) => name !== field)
    .map((name) => `${JSON.stringify(name)}:"x",`)
    .join('');

/** API Gateway takes 10,240 bytes of a request line and headers. */
const LINE = 9_000;

function queriesOf({ method, path, parameters }: Operation): Worst[] {
  const named = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
  const values = {
    spaces: '+',
    digits: '7',
    brackets: '(',
    signs: '%F0%9F%98%80',
    quotes: '%22',
    'NOT ': 'NOT+',
    "'a OR '": 'a+OR+',
  };
  return named.flatMap((name) => [
    ...Object.entries(values).map(([what, value]) => ({
      ...{ method, headers: {} },
      name: `${method} ${path}?${name}= ${what}`,
      path: `${path}?${name}=${repeat(value, LINE)}`,
    })),
    {
      ...{ method, headers: {} },
      name: `${method} ${path}?${name}= many times`,
      path: `${path}?${repeat(`${name}=a&`, LINE)}`,
    },
  ]);
}

const headersOf = ({ method, path, parameters }: Operation): Worst[] =>
  parameters
    .filter((one) => one.in === 'header')
    .map(({ name }) => ({
      ...{ method, path },
      name: `${method} ${path} ${name}`,
      headers: { [name]: repeat('a', LINE) },
      ...(method === 'POST' && { body: '{}' }),
    }));

/** Sends each so many times, on one workspace, and returns those that were refused, the costliest first. */
export async function measureWorst(service: InProcess, runs: number, only = ''): Promise<readonly Measured[]> {
  const { secret } = await openRound(service);
  const measured: Measured[] = [];
  for (const worst of worstOf()) {
    if (!worst.name.includes(only)) continue;
    const times: number[] = [];
    let status = 0;
    for (let run = 0; run < runs; run++) {
      const start = process.cpuUsage();
      ({ status } = await send(service, secret, worst));
      const { user, system } = process.cpuUsage(start);
      times.push((user + system) / 1_000);
    }
    if (status >= 400) measured.push({ name: worst.name, status, ms: Math.min(...times) });
  }
  return measured.sort((a, b) => b.ms - a.ms);
}

const send = (service: InProcess, secret: string, { method, path, headers, body }: Worst) =>
  call(service, `${service.url}${path}`, {
    method,
    headers: { authorization: `Token ${secret}`, ...headers },
    ...(body !== undefined && { body }),
  });

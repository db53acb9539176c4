import type { Server } from 'node:http';
import * as z from 'zod/mini';
import { type AwsAnswer, createAwsServer } from '../http/aws-json.ts';
import type { Entry, Lists } from './lists.ts';

const Request = z.object({
  OptOutListName: z.string(),
  OptedOutNumber: z.optional(z.string()),
  OptedOutNumbers: z.optional(z.array(z.string())),
  MaxResults: z.optional(z.int()),
  NextToken: z.optional(z.nullable(z.string())),
});
type Request = z.output<typeof Request>;

interface SmsOptions {
  readonly lists: Lists;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** The least time between two requests of an operation, by the real clock; AWS's by default. */
  readonly interval?: Readonly<Record<string, number>>;
}

/** AWS's quotas as intervals. */
const INTERVAL: Readonly<Record<string, number>> = {
  DescribeOptedOutNumbers: 1_000,
  PutOptedOutNumber: 1_000,
  DeleteOptedOutNumber: 100,
};

const NUMBER = /^\+?[1-9]\d{1,18}$/;

const refusal = (type: string, more: object = {}): AwsAnswer => ({
  status: 400,
  body: { __type: type, Message: `The local runner's lists of opt-outs: ${type}`, ...more },
});
const absent = (number: string): AwsAnswer =>
  refusal('ResourceNotFoundException', { ResourceType: 'opted-out-number', ResourceId: number });

/** The part of AWS End User Messaging's API that opt-out lists need. Not listening yet. */
export function createSms(options: SmsOptions): Server {
  const last = new Map<string, number>();
  return createAwsServer('1.0', (operation, body) => answer(operation, body, options, last));
}

function answer(
  operation: string,
  body: unknown,
  { lists, now, interval = INTERVAL }: SmsOptions,
  last: Map<string, number>,
): AwsAnswer {
  const act = OPERATIONS[operation];
  if (!act) return refusal('UnknownOperationException');
  const parsed = Request.safeParse(body);
  if (!parsed.success) return refusal('ValidationException');
  const since = performance.now() - (last.get(operation) ?? Number.NEGATIVE_INFINITY);
  if (since < (interval[operation] ?? 0)) return refusal('ThrottlingException');
  last.set(operation, performance.now());
  return act(parsed.data, lists, now());
}

const OPERATIONS: Readonly<Record<string, (request: Request, lists: Lists, now: number) => AwsAnswer>> = {
  DescribeOptedOutNumbers: describe,
  PutOptedOutNumber: putNumber,
  DeleteOptedOutNumber: removeNumber,
};

const shown = (number: string, { at, byPerson }: Entry) => ({
  OptedOutNumber: number,
  OptedOutTimestamp: at / 1_000,
  EndUserOptedOut: byPerson,
});

function describe({ OptOutListName, OptedOutNumbers, MaxResults = 100, NextToken }: Request, lists: Lists): AwsAnswer {
  const entries = lists.entries(OptOutListName);
  const unknown = OptedOutNumbers?.find((number) => !entries.has(number));
  if (unknown !== undefined) return absent(unknown);
  const all = [...entries].filter(([number]) => OptedOutNumbers?.includes(number) ?? true);
  const first = Number(NextToken ?? 0);
  const next = first + MaxResults < all.length ? { NextToken: String(first + MaxResults) } : {};
  const page = all.slice(first, first + MaxResults).map(([number, entry]) => shown(number, entry));
  return { status: 200, body: { OptOutListName, OptedOutNumbers: page, ...next } };
}

/** A number that is already there stays as it is. */
function putNumber({ OptOutListName, OptedOutNumber = '' }: Request, lists: Lists, now: number): AwsAnswer {
  if (!NUMBER.test(OptedOutNumber)) return refusal('ValidationException');
  const entry = lists.entries(OptOutListName).get(OptedOutNumber) ?? { at: now, byPerson: false };
  lists.put(OptOutListName, OptedOutNumber, entry);
  return { status: 200, body: { OptOutListName, ...shown(OptedOutNumber, entry) } };
}

function removeNumber({ OptOutListName, OptedOutNumber = '' }: Request, lists: Lists, now: number): AwsAnswer {
  const entry = lists.entries(OptOutListName).get(OptedOutNumber);
  if (!entry) return absent(OptedOutNumber);
  if (!lists.remove(OptOutListName, OptedOutNumber, now))
    return refusal('ValidationException', { Reason: 'PHONE_NUMBER_CANNOT_BE_OPTED_IN' });
  return { status: 200, body: { OptOutListName, ...shown(OptedOutNumber, entry) } };
}

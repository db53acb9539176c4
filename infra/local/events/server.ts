import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import * as z from 'zod/mini';
import { ACCOUNT } from '../assembly/identities.ts';
import { type AwsAnswer, createAwsServer } from '../http/aws-json.ts';
import type { BusEvent, EventLog } from './log.ts';

const Request = z.object({
  Entries: z
    .array(z.strictObject({ EventBusName: z.string(), Source: z.string(), DetailType: z.string(), Detail: z.string() }))
    .check(z.minLength(1), z.maxLength(10)),
});

interface BusServing {
  /** Names of the existing buses. */
  readonly buses: readonly string[];
  readonly region: string;
  readonly log: EventLog;
  readonly now: () => number;
  readonly deliver: (bus: string, event: BusEvent) => Promise<void>;
}

/** EventBridge's limit for the entries of a call. */
const MOST_BYTES = 256 * 1024;

/** The part of EventBridge's JSON protocol that functions need: `PutEvents`. Not listening yet. */
export const createBusServer = (serving: BusServing): Server =>
  createAwsServer('1.1', (operation, body) => answer(operation, body, serving));

const refusal = (message: string): AwsAnswer => ({ status: 400, body: { __type: 'ValidationException', message } });

async function answer(operation: string, body: unknown, serving: BusServing): Promise<AwsAnswer> {
  if (operation !== 'PutEvents') return refusal(`The local runner does not know ${operation}.`);
  const parsed = Request.safeParse(body);
  if (!parsed.success) return refusal('Entries: one to ten, each with EventBusName, Source, DetailType and Detail');
  const bytes = parsed.data.Entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
  if (bytes > MOST_BYTES) return refusal('Total size of the entries in the request is over the limit.');
  const Entries: object[] = [];
  for (const { EventBusName, Source, DetailType, Detail } of parsed.data.Entries) {
    if (!serving.buses.includes(EventBusName)) return refusal(`There is no event bus ${EventBusName}.`);
    const detail = objectIn(Detail);
    if (detail === null) {
      Entries.push({ ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' });
      continue;
    }
    const event = {
      version: '0',
      id: randomUUID(),
      'detail-type': DetailType,
      source: Source,
      account: ACCOUNT,
      time: `${new Date(serving.now()).toISOString().slice(0, 19)}Z`,
      region: serving.region,
      resources: [],
      detail,
    };
    serving.log.add(event);
    await serving.deliver(EventBusName, event);
    Entries.push({ EventId: event.id });
  }
  const FailedEntryCount = Entries.filter((entry) => 'ErrorCode' in entry).length;
  return { status: 200, body: { FailedEntryCount, Entries } };
}

/** The size of an entry, as EventBridge counts it. */
const sizeOf = ({ Source, DetailType, Detail }: { Source: string; DetailType: string; Detail: string }): number =>
  [Source, DetailType, Detail].reduce((sum, text) => sum + Buffer.byteLength(text), 14);

function objectIn(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

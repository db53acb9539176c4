import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { json as readJson } from 'node:stream/consumers';
import * as z from 'zod/mini';
import { ACCOUNT } from '../assembly/identities.ts';
import { createLocalServer } from '../http/local-hosts.ts';
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

class Refusal extends Error {}

/** The part of EventBridge's JSON protocol that functions need: `PutEvents`. Not listening yet. */
export function createBusServer(serving: BusServing): Server {
  return createLocalServer((request, response) => {
    answer(request, serving).then(
      (body) => response.writeHead(200, JSON_1_1).end(JSON.stringify(body)),
      (error: unknown) => {
        if (!(error instanceof Refusal)) return response.destroy();
        return response
          .writeHead(400, JSON_1_1)
          .end(JSON.stringify({ __type: 'ValidationException', message: error.message }));
      },
    );
  });
}

const JSON_1_1 = { 'content-type': 'application/x-amz-json-1.1' };

async function answer(request: IncomingMessage, serving: BusServing): Promise<object> {
  const target = String(request.headers['x-amz-target']);
  if (target !== 'AWSEvents.PutEvents') throw new Refusal(`The local runner does not know ${target}.`);
  const parsed = Request.safeParse(await readJson(request));
  if (!parsed.success) throw new Refusal('Entries: one to ten, each with EventBusName, Source, DetailType and Detail');
  const bytes = parsed.data.Entries.reduce((sum, entry) => sum + sizeOf(entry), 0);
  if (bytes > MOST_BYTES) throw new Refusal('Total size of the entries in the request is over the limit.');
  const Entries: object[] = [];
  for (const { EventBusName, Source, DetailType, Detail } of parsed.data.Entries) {
    if (!serving.buses.includes(EventBusName)) throw new Refusal(`There is no event bus ${EventBusName}.`);
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
  return { FailedEntryCount: Entries.filter((entry) => 'ErrorCode' in entry).length, Entries };
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

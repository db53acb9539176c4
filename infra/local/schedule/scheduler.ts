import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { Cron } from 'croner';
import { ACCOUNT } from '../assembly/identities.ts';
import type { ScheduleSpec } from '../assembly/model.ts';
import type { Outcome } from '../lambda/environment.ts';
import type { LocalFunction } from '../lambda/function.ts';

type Timing = { readonly everyMs: number } | { readonly cron: string };

const UNIT_MS: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

interface Scheduling {
  readonly schedules: readonly ScheduleSpec[];
  readonly functions: ReadonlyMap<string, LocalFunction>;
  readonly region: string;
  readonly client: SQSClient;
  readonly queueUrl: (name: string) => string;
  /** Milliseconds since 1970, as the functions see them. */
  readonly now: () => number;
}

export interface Scheduler {
  /** Runs a schedule's target once, now; null for an unknown schedule. */
  run(name: string): Promise<Outcome> | null;
  /** Runs all rates now, and tells them that no earlier message is left, because local queues begin empty. */
  runAtStart(): Promise<void>;
  stop(): void;
}

const RETRY_MS = 1000;

function eventOf({ input, arn }: ScheduleSpec, { region, now }: Scheduling): unknown {
  const time = new Date(now()).toISOString().replace(/\.\d+Z$/, 'Z');
  if (input !== null) return JSON.parse(input.replaceAll('<aws.scheduler.scheduled-time>', time));
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': 'Scheduled Event',
    source: 'aws.scheduler',
    account: ACCOUNT,
    time,
    region,
    resources: [arn],
    detail: '{}',
  };
}

async function runWithRetries(spec: ScheduleSpec, target: LocalFunction, scheduling: Scheduling): Promise<void> {
  const event = eventOf(spec, scheduling);
  for (let attempt = 0; attempt <= spec.retries; attempt += 1) {
    if (attempt > 0) await sleep(RETRY_MS);
    const outcome = await target.invoke(JSON.stringify(event));
    if (outcome.ok) return;
  }
  if (spec.onFailure === null) return;
  const body = {
    version: '1.0',
    timestamp: new Date().toISOString(),
    requestContext: {
      functionArn: target.arn,
      condition: 'RetriesExhausted',
      approximateInvokeCount: spec.retries + 1,
    },
    requestPayload: event,
  };
  const request = { QueueUrl: scheduling.queueUrl(spec.onFailure), MessageBody: JSON.stringify(body) };
  await scheduling.client.send(new SendMessageCommand(request));
}

/** The schedule that sends again what was lost: queues are empty at each start. */
const WATCHDOG = 'watchdog';

/** Starts a schedule's timer by the machine's clock; returns the function that stops it. */
function start(spec: ScheduleSpec, run: () => void): () => void {
  const timing = parseSchedule(spec.expression);
  if (!spec.enabled) return () => undefined;
  if ('everyMs' in timing) {
    const timer = setInterval(run, timing.everyMs);
    return () => clearInterval(timer);
  }
  // AWS counts weekdays from 1 = Sunday.
  const cron = new Cron(timing.cron, { timezone: spec.timezone, mode: '7-part', alternativeWeekdays: true }, run);
  return () => cron.stop();
}

/** Runs the assembly's schedules; refuses an unknown expression. */
export function startScheduler(scheduling: Scheduling): Scheduler {
  const { schedules, functions } = scheduling;
  const targets = new Map(
    schedules.flatMap((spec) => {
      const target = functions.get(spec.functionName);
      return target ? [[spec.name, { spec, target }] as const] : [];
    }),
  );
  const stops = [...targets.values()].map(({ spec, target }) =>
    start(spec, () => void runWithRetries(spec, target, scheduling)),
  );
  return {
    run(name) {
      const found = targets.get(name);
      return found ? found.target.invoke(JSON.stringify(eventOf(found.spec, scheduling))) : null;
    },
    async runAtStart() {
      const found = targets.get(WATCHDOG);
      if (found === undefined) return;
      await found.target.invoke(JSON.stringify({ ...(eventOf(found.spec, scheduling) as object), queues: 'lost' }));
    },
    stop() {
      for (const stop of stops) stop();
    },
  };
}

/** Parses `rate(5 minutes)` or `cron(…)`, as a seven-part pattern for croner. Refuses anything else by name. */
export function parseSchedule(expression: string): Timing {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (count !== undefined && unit !== undefined) return { everyMs: Number(count) * (UNIT_MS[unit] ?? 0) };
  const [, fields] = /^cron\((.+)\)$/.exec(expression) ?? [];
  const parts = fields?.trim().split(/\s+/) ?? [];
  if (parts.length !== 6) throw new Error(`The local runner does not know the schedule ${expression}.`);
  // "?" means "no value"; croner would read it as the present time.
  return { cron: ['0', ...parts.map((part) => (part === '?' ? '*' : part))].join(' ') };
}

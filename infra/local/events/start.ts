import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Model } from '../assembly/model.ts';
import { close, HOST, listen } from '../ports.ts';
import type { Cleanup, Services } from '../services.ts';
import type { BusEvent, EventLog } from './log.ts';
import { createBusServer } from './server.ts';

/** Event patterns as in the template: lists of exact values at any depth. A list matches when one of its items does. */
type Pattern = { readonly [key: string]: Pattern | readonly unknown[] };

interface Starting {
  readonly region: string;
  readonly log: EventLog;
  readonly now: () => number;
  readonly services: Services;
}

/** Starts the event buses of the assembly and their rules; returns the environment by which the SDK finds them. */
export async function startBus(model: Model, { region, log, now, services: { queues } }: Starting, cleanup: Cleanup) {
  const rules = model.rules.map((rule) => ({ ...rule, matches: createPattern(rule.pattern) }));
  const deliver = async (bus: string, event: BusEvent) => {
    const targets = rules.filter((rule) => rule.bus === bus && rule.matches(event)).flatMap((rule) => rule.targets);
    for (const { queue, group } of targets) {
      const MessageGroupId = group === null ? undefined : groupOf(event, group);
      await queues.client.send(
        new SendMessageCommand({ QueueUrl: queues.urlOf(queue), MessageBody: JSON.stringify(event), MessageGroupId }),
      );
    }
  };
  const buses = model.buses.map(({ name }) => name);
  const server = createBusServer({ buses, region, log, now, deliver });
  const port = await listen(server, 0);
  cleanup.add(() => close(server));
  return { AWS_ENDPOINT_URL_EVENTBRIDGE: `http://${HOST}:${port}` };
}

/** A message group: what a path such as `$.detail.workspace` leads to, or the text itself. */
function groupOf(event: BusEvent, group: string): string {
  if (!group.startsWith('$.')) return group;
  let found: unknown = event;
  for (const name of group.slice(2).split('.')) found = (found as Record<string, unknown> | undefined)?.[name];
  return String(found);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): boolean => value === null || ['string', 'number', 'boolean'].includes(typeof value);

function check(pattern: unknown, path: string): Pattern {
  if (!isObject(pattern)) throw new Error(`The event pattern at ${path} is not understood.`);
  for (const [key, value] of Object.entries(pattern)) {
    const here = path ? `${path}.${key}` : key;
    if (!Array.isArray(value)) check(value, here);
    else if (!value.every(isScalar))
      throw new Error(`The event pattern at ${here} has an operator that does not run locally.`);
  }
  return pattern as Pattern;
}

const matches = (pattern: Pattern, value: unknown): boolean =>
  Object.entries(pattern).every(([key, wanted]) => {
    const found = isObject(value) ? value[key] : undefined;
    if (!Array.isArray(wanted)) return matches(wanted as Pattern, found);
    return [found].flat().some((one) => wanted.includes(one));
  });

/** Compiles a rule's pattern; refuses operators (prefix, exists …), since none is used. */
function createPattern(pattern: unknown): (event: object) => boolean {
  const compiled = check(pattern, '');
  return (event) => matches(compiled, event);
}

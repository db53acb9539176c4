import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Model } from '../assembly/model.ts';
import { close, HOST, listen } from '../ports.ts';
import type { Cleanup, Services } from '../services.ts';
import { createPattern } from '../stream/filter.ts';
import type { BusEvent, EventLog } from './log.ts';
import { createBusServer } from './server.ts';

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

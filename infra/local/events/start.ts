import { SendMessageCommand } from '@aws-sdk/client-sqs';
import type { Model } from '../assembly/model.ts';
import { close, HOST, listen } from '../ports.ts';
import type { Cleanup, Services } from '../services.ts';
import type { BusEvent, EventLog } from './log.ts';
import { createPattern } from './pattern.ts';
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
    const targets = rules.filter((rule) => rule.bus === bus && rule.matches(event)).flatMap((rule) => rule.queues);
    for (const name of targets) {
      // EventBridge sends to such a queue without a message group.
      await queues.client.send(
        new SendMessageCommand({ QueueUrl: queues.urlOf(name), MessageBody: JSON.stringify(event) }),
      );
    }
  };
  const buses = model.buses.map(({ name }) => name);
  const server = createBusServer({ buses, region, log, now, deliver });
  const port = await listen(server, 0);
  cleanup.add(() => close(server));
  return { AWS_ENDPOINT_URL_EVENTBRIDGE: `http://${HOST}:${port}` };
}

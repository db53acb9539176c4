import { Duration } from 'aws-cdk-lib';
import { DETAIL_TYPE, SOURCE } from '../../shared/domain/bus/types.ts';
import { DeadLetterQueue } from '../constructs/dead-letter-queue.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { ANSWERS_REQUESTS, type Feature, FOR_REQUESTS } from './feature.ts';

/** Addresses that a workspace's events are sent to. */
const http: Feature = {
  name: 'webhooks',
  entry: 'functions/webhooks/webhooks.ts',
  ...ANSWERS_REQUESTS,
  connect(fn, { api, tables }) {
    api.serve(fn, 'webhooks');
    tables.workspace.grantRead(fn, ...FOR_REQUESTS.reads);
    tables.workspace.grantWrite(fn, ...FOR_REQUESTS.writes, 'W#');
  },
};

/** Six times the timeout of the function. */
const HIDDEN = Duration.minutes(12);

/** Delivers events to webhooks. An address may take ten seconds, and a workspace has ten webhooks. */
const send: Feature = {
  name: 'webhooks-send',
  entry: 'functions/webhooks/webhooks-send.ts',
  memory: 256,
  timeout: 120,
  atMost: 5,
  anyForm: true,
  connect(fn, { alarms, bus, tables }) {
    const deadLetters = new DeadLetterQueue(fn, 'DeadLetters', {
      alarms,
      name: 'webhooks',
      hurts: 'What a webhook should have been told was given up; its workspace sees that the webhook fails.',
    });
    const queue = new WorkQueue(fn, 'Webhooks', {
      alarms,
      deadLetters,
      oldest: { age: Duration.hours(1), hurts: 'Webhooks are told late: deliveries have waited for an hour.' },
      visibilityTimeout: HIDDEN,
    });
    bus.fill(
      'ForWebhooks',
      { source: [SOURCE], detailType: [DETAIL_TYPE], detail: { webhooks: [true] } },
      queue,
      deadLetters,
    );
    queue.wake(fn, { batchSize: 1, maxConcurrency: 5 });
    // A failed delivery is sent again later.
    queue.grantSend(fn);
    tables.workspace.grantRead(fn, 'W#');
    tables.workspace.grantWrite(fn, 'W#');
  },
};

export const webhooks: readonly Feature[] = [http, send];

import { Duration } from 'aws-cdk-lib';
import { DETAIL_TYPE, SOURCE } from '../../shared/domain/bus-types.ts';
import { DeadLetterQueue, WorkQueue } from '../constructs/work-queue.ts';
import { answers, type Feature } from './feature.ts';

/** Addresses that a workspace's events are sent to. */
const http = answers('webhooks', { writes: ['W#'] }, (fn, { api }) => {
  api.nameTo(fn);
});

/** Functions that call addresses: ten seconds for an answer at most, and the tables. */
const CALLS = { memory: 256, timeout: 30, atMost: 5, anyForm: true } as const;
/** The readers sleep where no webhook was told of anything for a week. */
const AT_ONCE = { batchSize: 1, sleeps: true } as const;

/** Six times the timeout of the function. */
const HIDDEN = Duration.minutes(3);

/** Delivers events to webhooks that answer fast, all webhooks of a workspace at once. */
const send: Feature = {
  name: 'webhooks-send',
  entry: 'functions/webhooks/webhooks-send.ts',
  ...CALLS,
  connect(fn, { alarms, api, bus, queues, tables }) {
    api.nameTo(fn);
    const deadLetters = new DeadLetterQueue(fn, 'DeadLetters', { alarms, name: 'webhooks' });
    const queue = new WorkQueue(fn, 'Webhooks', { alarms, deadLetters, visibilityTimeout: HIDDEN });
    const pattern = { source: [SOURCE], detailType: [DETAIL_TYPE], detail: { webhooks: [true] } };
    bus.fill('ForWebhooks', pattern, queue, { deadLetters, group: 'workspace' });
    queue.wake(fn, AT_ONCE);
    queues.deliveries.grantSend(fn);
    tables.workspace.grantRead(fn, 'W#');
    tables.workspace.grantWrite(fn, 'W#');
  },
};

/** Delivers what has waited for an address, which may take ten seconds to answer. */
const late: Feature = {
  name: 'webhooks-late',
  entry: 'functions/webhooks/webhooks-send.ts',
  ...CALLS,
  connect(fn, { api, queues: { deliveries }, tables }) {
    api.nameTo(fn);
    deliveries.wake(fn, AT_ONCE);
    deliveries.grantSend(fn);
    tables.workspace.grantRead(fn, 'W#');
    tables.workspace.grantWrite(fn, 'W#');
  },
};

export const webhooks: readonly Feature[] = [http, send, late];

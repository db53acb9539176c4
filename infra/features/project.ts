import { Duration } from 'aws-cdk-lib';
import {
  type CfnEventSourceMapping,
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { CONTACT_SK, MESSAGE_PREFIX, STEP_PREFIX } from '../../shared/data/dynamo/index.ts';
import type { FeatureFunction } from '../constructs/feature-function.ts';
import { DeadLetterQueue } from '../constructs/work-queue.ts';
import { nameLists } from './carrier.ts';
import type { Feature, Service } from './feature.ts';

/** Derives counts, history, messages and erasures from the stream, publishes events, and cleans up deletions. */
export const project: Feature = {
  name: 'project',
  entry: 'functions/project/project.ts',
  memory: 1024,
  timeout: 60,
  // Two for each shard of the stream, up to ten shards; the others wait.
  atMost: 20,
  connect(fn, service) {
    const { bus, queues, tables, hashKey } = service;
    follow(fn, service);
    tables.contacts.grantRead(fn, 'C#', 'I#', 'G#');
    tables.contacts.grantWrite(fn, 'C#', 'I#', 'G#');
    // Events of jobs have their numbers, and a deletion refers to its manifest.
    tables.workspace.grantRead(fn, 'W#', 'E#', 'F#', 'J#', 'M#', 'N#', 'O#');
    // It says how far it is, and whom of a job it has erased; a worker then completes that job.
    tables.workspace.grantWrite(fn, 'E#', 'F#', 'J#', 'M#', 'N#', 'O#');
    queues.work.grantSend(fn);
    nameLists(fn, service);
    hashKey.grantRead(fn);
    bus.grantPut(fn);
    // Files with people who were deleted are removed there.
    queues.files.grantSend(fn);
  },
};

/** With fewer concurrent executions, the shards of a new table are followed by one each. */
const FEW = 8;

/** Lambda's number for retries until the records are too old. */
const UNTIL_TOO_OLD = -1;

/**
 * Reads the stream from its beginning, so that nothing is missed. A failing batch is halved until the faulty record is
 * alone; that one is retried for six of the stream's 24 hours, and then goes to the dead-letter queue.
 */
function follow(fn: FeatureFunction, { alarms, tables }: Service): void {
  const deadLetters = new DeadLetterQueue(fn, 'DeadLetters', { alarms, name: 'project' });
  const mapping = new EventSourceMapping(fn, 'Contacts', {
    target: fn.lambda,
    eventSourceArn: tables.contacts.grantStream(fn),
    startingPosition: StartingPosition.TRIM_HORIZON,
    batchSize: 200,
    // A contact's records stay in order. With more, batches of a quiet stream would be small, and dear in the ledger.
    parallelizationFactor: fn.atMost !== undefined && fn.atMost < FEW ? 1 : 2,
    maxBatchingWindow: Duration.seconds(1),
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    maxRecordAge: Duration.hours(6),
    onFailure: new SqsDlq(deadLetters),
    // Contacts, new and moved messages, and job steps to publish; everything else is derived.
    filters: [
      FilterCriteria.filter({ dynamodb: { Keys: { sk: { S: FilterRule.isEqual(CONTACT_SK) } } } }),
      FilterCriteria.filter({
        eventName: FilterRule.or('INSERT', 'MODIFY'),
        dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(MESSAGE_PREFIX) } } },
      }),
      FilterCriteria.filter({
        eventName: FilterRule.isEqual('INSERT'),
        dynamodb: { Keys: { sk: { S: FilterRule.beginsWith(STEP_PREFIX) } } },
      }),
    ],
  });
  // CDK takes no -1. It is also the default, but the template should show it.
  (mapping.node.defaultChild as CfnEventSourceMapping).maximumRetryAttempts = UNTIL_TOO_OLD;
  // Lambda checks the role before it makes the mapping.
  mapping.node.addDependency(fn.role);
  fn.setVariable('PASSED_OVER_QUEUE_URL', deadLetters.queueUrl);
  fn.allow('SendPassedOver', ['sqs:SendMessage'], [deadLetters.queueArn]);
}

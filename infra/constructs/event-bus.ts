import { Duration, Names } from 'aws-cdk-lib';
import { EventBus as Bus, type EventPattern, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { FeatureFunction } from './feature-function.ts';
import type { DeadLetterQueue, WorkQueue } from './work-queue.ts';

/** The bus for events of workspaces that subscribed; others may add rules (docs/events). Free when unused. */
export class EventBus extends Construct {
  readonly bus: Bus;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bus = new Bus(this, 'Bus', {
      eventBusName: Names.uniqueResourceName(this, { maxLength: 64, separator: '-' }),
    });
  }

  /** Lets a function put events, and sets `EVENT_BUS_NAME`. */
  grantPut(fn: FeatureFunction): void {
    fn.setVariable('EVENT_BUS_NAME', this.bus.eventBusName);
    fn.allow('PutEvents', ['events:PutEvents'], [this.bus.eventBusArn]);
  }

  /**
   * Sends events of a pattern to a queue, or to the dead letters when that fails. `group`: the property of an event
   * that is its message group, for fair queues.
   */
  fill(
    name: string,
    eventPattern: EventPattern,
    { queue }: WorkQueue,
    { deadLetters, group }: { readonly deadLetters: DeadLetterQueue; readonly group: string },
  ): void {
    const messageGroupId = `$.detail.${group}`;
    new Rule(this, name, {
      eventBus: this.bus,
      eventPattern,
      targets: [new SqsQueue(queue, { deadLetterQueue: deadLetters, messageGroupId, maxEventAge: Duration.hours(24) })],
    });
  }
}

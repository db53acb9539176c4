import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { DeadLetterQueue, WorkQueue } from './work-queue.ts';

interface InboundTopicProps {
  /** ARN of an existing topic, or null to make one. */
  readonly existing: string | null;
  /** Where notifications go, and those that the queue did not take. */
  readonly queue: WorkQueue;
  readonly deadLetters: DeadLetterQueue;
}

/** AWS End User Messaging: SMS, and Social (WhatsApp). */
const PUBLISHERS = ['sms-voice.amazonaws.com', 'social-messaging.amazonaws.com'];

/** The topic for people's messages to numbers of this account, in SNS's envelope. Free when unused. */
export class InboundTopic extends Construct {
  readonly topic: ITopic;

  constructor(scope: Construct, id: string, { existing, queue, deadLetters }: InboundTopicProps) {
    super(scope, id);
    this.topic = existing === null ? this.#create() : Topic.fromTopicArn(this, 'Topic', existing);
    this.topic.addSubscription(new SqsSubscription(queue.queue, { deadLetterQueue: deadLetters }));
  }

  #create(): Topic {
    const topic = new Topic(this, 'Topic', { displayName: 'Dormouse inbound', enforceSSL: true });
    for (const service of PUBLISHERS)
      topic.addToResourcePolicy(
        new PolicyStatement({
          sid: `Publish${service.split('.', 1)[0]?.replaceAll('-', '')}`,
          principals: [new ServicePrincipal(service)],
          actions: ['sns:Publish'],
          resources: [topic.topicArn],
          conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
        }),
      );
    return topic;
  }
}

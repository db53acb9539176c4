import { nameInArn } from '../assembly/identities.ts';
import type { SubscriptionSpec } from '../assembly/model.ts';

/** Makes a topic, in the SNS that fauxqs has beside its SQS, and has a queue get what is published to it, in SNS's envelope. */
export async function subscribe(endpoint: string, { topic, queue }: SubscriptionSpec): Promise<void> {
  await call(endpoint, { Action: 'CreateTopic', Name: nameInArn(topic) });
  await call(endpoint, { Action: 'Subscribe', TopicArn: topic, Protocol: 'sqs', Endpoint: queue });
}

/** SNS's query protocol; what it takes has no need of a client of its own. */
async function call(endpoint: string, params: Readonly<Record<string, string>>): Promise<void> {
  const answer = await fetch(endpoint, { method: 'POST', body: new URLSearchParams(params) });
  if (!answer.ok) throw new Error(`The local SNS refused ${params['Action']}: ${await answer.text()}`);
}

import { nameInArn } from '../assembly/identities.ts';
import type { SubscriptionSpec } from '../assembly/model.ts';

/** Makes a topic in fauxqs's SNS, and lets a queue get its messages in SNS's envelope. */
export async function subscribe(endpoint: string, { topic, queue }: SubscriptionSpec): Promise<void> {
  await call(endpoint, { Action: 'CreateTopic', Name: nameInArn(topic) });
  await call(endpoint, { Action: 'Subscribe', TopicArn: topic, Protocol: 'sqs', Endpoint: queue });
}

/** A call in SNS's query protocol, too small to need a client. */
async function call(endpoint: string, params: Readonly<Record<string, string>>): Promise<void> {
  const answer = await fetch(endpoint, { method: 'POST', body: new URLSearchParams(params) });
  if (!answer.ok) throw new Error(`The local SNS refused ${params['Action']}: ${await answer.text()}`);
}

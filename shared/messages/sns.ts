import * as z from 'zod/mini';

/** SNS's envelope, as a queue that is subscribed to a topic gets it; who may send there is the queue's policy. */
export const notification = z.object({
  Type: z.literal('Notification'),
  MessageId: z.string(),
  TopicArn: z.string(),
  Message: z.string(),
  Timestamp: z.string(),
});
export type Notification = z.output<typeof notification>;

import * as z from 'zod/mini';

/** SNS's envelope, as a subscribed queue gets it; the queue's policy says who may send. */
export const notification = z.object({
  Type: z.literal('Notification'),
  MessageId: z.string(),
  TopicArn: z.string(),
  Message: z.string(),
  Timestamp: z.string(),
});
export type Notification = z.output<typeof notification>;

import * as z from 'zod/mini';
import { openQueues } from '../../shared/lambda/queues.ts';
import type { Runtime } from '../../shared/lambda/runtime.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { puttingOff, queueBatchHandler } from '../../shared/lambda/worker.ts';
import { type InboundMessage, inboundMessage } from '../../shared/messages/inbound.ts';
import { notification } from '../../shared/messages/sns.ts';
import type { KnownAhead } from '../../shared/services/events/record-many.ts';
import { receiveMessage } from './receive-message.ts';
import { takeMessages } from './take-messages.ts';
import { unpackNotification } from './unpack-notification.ts';

type Taking = Runtime & { readonly known: KnownAhead | null };

/** Without the person and the text. */
const shown = ({ workspace, type, seed }: InboundMessage) => ({ workspace, type, seed });

const takeOne = puttingOff<InboundMessage, Taking>('inbound', receiveMessage, shown);

/** The consumer of the inbound queue: people's messages, and SNS notifications, which are unpacked into messages. */
export const handler = queueBatchHandler(
  z.union([inboundMessage, notification]),
  async (all, runtime, each) => {
    const messages = all.filter((one) => 'workspace' in one);
    for (const one of all) if (!('workspace' in one)) await each(one, () => unpackNotification(one, runtime));
    await takeMessages(messages, runtime, (message, known) =>
      each(message, () => takeOne(message, { ...runtime, known })),
    );
  },
  { hmacKey: openHmacKey, queues: openQueues },
);

import * as z from 'zod/mini';
import { openQueues } from '../../shared/lambda/queues.ts';
import { openHmacKey } from '../../shared/lambda/secret.ts';
import { puttingOff, queueHandler } from '../../shared/lambda/worker.ts';
import { type InboundMessage, inboundMessage } from '../../shared/messages/inbound.ts';
import { notification } from '../../shared/messages/sns.ts';
import { receiveMessage } from './receive-message.ts';
import { unpackNotification } from './unpack-notification.ts';

/** Without the person and the text. */
const shown = ({ workspace, type, seed }: InboundMessage) => ({ workspace, type, seed });

const takeOne = puttingOff('inbound', receiveMessage, shown);

/** The consumer of the inbound queue: a person's message, or an SNS notification, which is unpacked into messages. */
export const handler = queueHandler(
  z.union([inboundMessage, notification]),
  (message, runtime) => ('workspace' in message ? takeOne(message, runtime) : unpackNotification(message, runtime)),
  { hmacKey: openHmacKey, queues: openQueues },
);

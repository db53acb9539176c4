export { isKnownEvent, rememberEvent } from './channel-events.ts';
export { listAllMessages } from './list.ts';
export { logMessages } from './log.ts';
export {
  archiveMessages,
  isKnownMessage,
  listMessages,
  type Message,
  type MessagePage,
  putMessage,
} from './messages.ts';
export { type Arrival, arrivalOf } from './stream.ts';

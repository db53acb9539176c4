export { isKnownEvent, rememberEvent } from './channel-events.ts';
export { messageOfSort, type Visibility } from './items.ts';
export { listAllMessages } from './list.ts';
export { type LogEntry, logMessages } from './log.ts';
export {
  archiveMessages,
  isKnownMessage,
  listMessages,
  type Message,
  type MessagePage,
  putMessage,
} from './messages.ts';

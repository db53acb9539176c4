export { isKnownEvent, rememberEvent } from './channel-events.ts';
export { isGone, type Message, type MessageItem } from './items.ts';
export { dropLate } from './late.ts';
export { listAllMessages } from './list.ts';
export { type LogEntry, logMessages } from './log.ts';
export { isKnownMessage } from './markers.ts';
export { archiveMessages, listMessages, type MessagePage, putMessage } from './messages.ts';
export { type Arrival, arrivalOf } from './stream.ts';
export { entryOf, type StoredMessage, unlogged } from './unlogged.ts';

import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Data, eachOf, isItemExpired, type Key, timeOfId } from '../dynamo/index.ts';
import { type MessageItem, messageOfSort } from './items.ts';
import { type LogEntry, minuteOf, ROWS_AT_ONCE } from './log.ts';
import { minutesOf, pointersOf } from './log-read.ts';

export type StoredMessage = Key & Pick<MessageItem, 'visibility' | 'ttl'>;

export const entryOf = (contact: ContactId, { sk, visibility, ttl }: StoredMessage): LogEntry => ({
  contact,
  message: messageOfSort(sk),
  visibility,
  ttl,
});

/** The messages that the log lacks in their folder, up to `before` (µs). 0.5 read units a minute with messages. */
export async function unlogged(
  data: Data,
  workspace: WorkspaceId,
  entries: readonly LogEntry[],
  { now, before }: { readonly now: Instant; readonly before: number },
): Promise<readonly LogEntry[]> {
  const due = entries.filter((entry) => !isItemExpired(entry, now) && timeOfId(entry.message) < before);
  const minutes = Map.groupBy(due, ({ visibility, message }) => `${visibility} ${minuteOf(timeOfId(message))}`);
  const missing: LogEntry[] = [];
  await eachOf([...minutes], ROWS_AT_ONCE, async ([name, some]) => {
    const [, minute = ''] = name.split(' ');
    const logged = new Set<string>();
    const stretch = { from: minute, to: minute, back: false, now };
    for await (const rows of minutesOf(data, workspace, some[0]?.visibility ?? 'visible', stretch))
      for (const pointer of pointersOf(rows)) logged.add(`${pointer.contact} ${pointer.message}`);
    missing.push(...some.filter(({ contact, message }) => !logged.has(`${contact} ${message}`)));
  });
  return missing;
}

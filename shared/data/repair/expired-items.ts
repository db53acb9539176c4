import { isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { historyDays, messagesDays } from '../../domain/settings/retention.ts';
import type { Assets } from '../../domain/workspace.ts';
import { type HistoryItem, isKeptForever, isOutlived, type Partition } from '../contacts/index.ts';
import {
  type Data,
  deleteAll,
  isItemExpired,
  isPresent,
  type Key,
  MESSAGE_PREFIX,
  update,
  write,
} from '../dynamo/index.ts';
import { isGone, type MessageItem } from '../messages/index.ts';
import type { Finding } from './findings.ts';

/** Removes history and messages that are kept no longer, but of a change of status its event. 1 write unit each. */
export function expiredItems(
  data: Data,
  { uuid: subject, contact, history, others }: Partition,
  { now, assets: { settings } }: { readonly now: Instant; readonly assets: Assets },
): Finding<ContactId>[] {
  if (contact === null || isTombstone(contact)) return [];
  const kept = { now, days: historyDays(settings) };
  const old = history.filter((item) => !isItemExpired(item, now) && isOutlived(item, kept) && !isBare(item));
  const messages = others.filter(isMessage).filter((item) => !isItemExpired(item, now));
  const gone = messages.filter((item) => isGone(item, { now, days: messagesDays(settings) }));
  if (old.length + gone.length === 0) return [];
  const mend = async () => {
    const stay = old.filter(isOfStatus);
    const go = old.filter((item) => !isOfStatus(item));
    await deleteAll(data, 'contacts', [...go, ...gone]);
    for (const { pk, sk, events } of stay)
      await write(
        data,
        update('contacts', { pk, sk }, { set: { events: events.filter(isKeptForever) }, remove: ['was'] }, isPresent),
      );
    return true;
  };
  return [{ what: 'outlived', subject, mend }];
}

const isOfStatus = ({ events }: HistoryItem): boolean => events.some(isKeptForever);
/** Whether an entry has only events that stay. */
const isBare = ({ events }: HistoryItem): boolean => events.length > 0 && events.every(isKeptForever);
const isMessage = (item: Key): item is MessageItem => item.sk.startsWith(MESSAGE_PREFIX);

/** Compares history and the message log with contacts and their messages. */
import { isTombstone } from '../../domain/contacts/contact.ts';
import { isOfRun } from '../../domain/contacts/error-event.ts';
import { untoldOf } from '../../domain/contacts/replay.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { historyDays } from '../../domain/settings/retention.ts';
import type { Assets } from '../../domain/workspace.ts';
import { isWholeSince, type Partition, putMissing, veil } from '../contacts/index.ts';
import { type Data, type Key, MESSAGE_PREFIX } from '../dynamo/index.ts';
import { entryOf, type LogEntry, logMessages, type StoredMessage, unlogged } from '../messages/index.ts';
import type { Finding } from './findings.ts';
import { SETTLED_MICROS } from './rosters.ts';

interface Looking {
  readonly now: Instant;
  readonly assets: Assets;
}

/** Contacts newer than their history: the stream lost or skipped a change. */
export async function unrecordedChanges(
  data: Data,
  workspace: WorkspaceId,
  partitions: readonly Partition[],
  { now, assets }: Looking,
): Promise<readonly Finding<ContactId>[]> {
  const days = historyDays(assets.settings);
  const findings: Finding<ContactId>[] = [];
  for (const { uuid, contact, history } of partitions) {
    if (contact === null || isTombstone(contact) || contact.modifiedOn >= now - SETTLED_MICROS) continue;
    const urns = await Promise.all(contact.urns.map((urn) => veil(data, workspace, urn)));
    const stored = history.flatMap(({ events }) => events).flatMap((event) => (isOfRun(event) ? [] : [event]));
    const told = { events: stored, urns, whole: isWholeSince(contact.createdOn, now, days) };
    const events = untoldOf(contact, told, assets);
    if (events.length === 0) continue;
    const { version, modifiedOn: at, lastChange: change } = contact;
    const entry = { contact: uuid, version, at, change, events };
    findings.push({ what: 'history', subject: uuid, mend: () => putMissing(data, workspace, entry, history, days) });
  }
  return findings;
}

/** Messages that the workspace's log lacks in their folder. */
export async function unloggedMessages(
  data: Data,
  workspace: WorkspaceId,
  partitions: readonly Partition[],
  { now }: Pick<Looking, 'now'>,
): Promise<readonly Finding<ContactId>[]> {
  const entries = partitions
    .filter(({ contact }) => contact !== null && !isTombstone(contact))
    .flatMap(({ uuid, others }) => others.filter(isMessage).map((item) => entryOf(uuid, item)));
  const missing = await unlogged(data, workspace, entries, { now, before: now - SETTLED_MICROS });
  return [...Map.groupBy(missing, ({ contact }) => contact)].map(([subject, some]: [ContactId, LogEntry[]]) => ({
    what: 'messages',
    subject,
    mend: async () => {
      await logMessages(data, workspace, some, now);
      return true;
    },
  }));
}

const isMessage = (item: Key): item is StoredMessage => item.sk.startsWith(MESSAGE_PREFIX);

/** The past of a workspace's contacts, read from their messages and history. */
import { type Partition, readPartitions, sampleContacts } from '../../data/contacts/index.ts';
import { type Data, isItemExpired, ttlAfter } from '../../data/dynamo/index.ts';
import { isGone, type MessageItem } from '../../data/messages/index.ts';
import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { addDays, type Instant } from '../../domain/instant.ts';
import type { DayNumber, Life } from '../../domain/policies/returns/life.ts';
import { dayNumberOf, lifeOf, type PastLife, pastLife } from '../../domain/policies/returns/past-life.ts';
import { messagesDays } from '../../domain/retention.ts';
import type { Settings } from '../../domain/workspace.ts';

/** Read together, so that their texts are not in memory at once. */
const BATCH = 100;

interface KnownLives {
  readonly lives: readonly { readonly contact: Contact; readonly life: Life }[];
  /** The first day of which history would know a sign of life. */
  readonly since: DayNumber;
  readonly today: DayNumber;
  /** Whether everybody is in it, or a fair sample. */
  readonly whole: boolean;
}

/**
 * The lives of at most so many contacts. Costs their index entries, and 0.5 read units for 4 KB of each contact with
 * its messages and history.
 */
export async function readLives(
  data: Data,
  workspace: WorkspaceId,
  { settings, now, most }: { readonly settings: Settings; readonly now: Instant; readonly most: number },
): Promise<KnownLives> {
  const { uuids, whole } = await sampleContacts(data, workspace, most);
  const known: Known[] = [];
  for (let at = 0; at < uuids.length; at += BATCH)
    known.push(...(await readBatch(data, workspace, uuids.slice(at, at + BATCH), { settings, now })));
  const { timezone } = settings;
  const since = watchedSince(known, settings, now);
  const lives = known.map(({ contact, past }) => ({ contact, life: lifeOf(past, timezone, since) }));
  return { lives, since, today: dayNumberOf(now, timezone), whole };
}

interface Known {
  readonly contact: Contact;
  readonly past: PastLife;
  readonly oldestMessage: Instant | null;
  /** Whether a message was stored when the workspace kept messages for fewer days than now. */
  readonly shortened: boolean;
}

async function readBatch(
  data: Data,
  workspace: WorkspaceId,
  uuids: readonly ContactId[],
  kept: { readonly settings: Settings; readonly now: Instant },
): Promise<Known[]> {
  const partitions = await readPartitions(data, workspace, uuids);
  return partitions.flatMap((partition) => {
    const { contact } = partition;
    return contact === null || isTombstone(contact) ? [] : [knownOf(partition, contact, kept)];
  });
}

function knownOf(
  { history, others }: Partition,
  contact: Contact,
  { settings, now }: { readonly settings: Settings; readonly now: Instant },
): Known {
  const days = messagesDays(settings);
  const messages = (others as readonly MessageItem[]).filter((item) => !isGone(item, { now, days }));
  const versions = history.filter((item) => !isItemExpired(item, now)).flatMap(versionOf);
  const past = pastLife(
    { contact, history: versions, messages: messages.map(({ occurred: at, text }) => ({ at, text })) },
    settings,
  );
  const oldest = Math.min(...messages.map(({ occurred }) => occurred));
  return {
    contact,
    past,
    oldestMessage: Number.isFinite(oldest) ? (oldest as Instant) : null,
    shortened: messages.some(({ ttl, occurred, modified = occurred }) => ttl < ttlAfter(modified, days)),
  };
}

/** An item of a version's own events. Other items are what was refused, and what runs left. */
function versionOf({ sk, at, events }: Partition['history'][number]) {
  const [, version, rest] = sk.split('#');
  return rest === undefined || rest.startsWith('+') ? [{ version: Number(version), at, events }] : [];
}

/**
 * The first whole day of the messages that are kept. Where they were kept for fewer days before, history begins with
 * the oldest one; so it does in a workspace that is older than all of them.
 */
function watchedSince(known: readonly Known[], settings: Settings, now: Instant): DayNumber {
  const day = (at: Instant): DayNumber => dayNumberOf(at, settings.timezone);
  const first = day(addDays(now, -messagesDays(settings))) + 1;
  const oldest = Math.min(
    ...known.map(({ oldestMessage }) => (oldestMessage === null ? Infinity : day(oldestMessage))),
  );
  const isOlder = known.some(({ past }) => day(past.storedOn) < first);
  if (isOlder || known.some(({ shortened }) => shortened)) return Math.min(Math.max(first, oldest), day(now));
  return first;
}

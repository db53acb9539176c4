/** The past of a workspace's contacts, read from their messages and history. */
import { type Partition, readPartitions, sampleContacts } from '../../data/contacts/index.ts';
import { consumedSince, type Data, isItemExpired, ttlAfter } from '../../data/dynamo/index.ts';
import { isGone, type MessageItem } from '../../data/messages/index.ts';
import { listPolicyVersions } from '../../data/workspace/index.ts';
import type { Day } from '../../domain/calendar/days.ts';
import { type Contact, isTombstone } from '../../domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import { addDays, type Instant } from '../../domain/instant.ts';
import type { Life } from '../../domain/policies/returns/life.ts';
import { type IsNotice, lifeOf, localDays, type PastLife, pastLife } from '../../domain/policies/returns/past-life.ts';
import { stageOf } from '../../domain/policies/stages.ts';
import { messagesDays } from '../../domain/settings/retention.ts';
import type { Settings } from '../../domain/workspace.ts';

/** Read together, so that their texts are not in memory at once. */
const BATCH = 50;

/** After either of both, the contacts that were read are the sample. */
interface LivesBudget {
  readonly milliseconds: number;
  readonly readUnits: number;
}

interface KnownLives {
  readonly lives: readonly { readonly contact: Contact; readonly life: Life }[];
  /** The first day of which history would know a sign of life. */
  readonly since: Day;
  readonly today: Day;
  /** Whether everybody is in it, or a fair sample. */
  readonly whole: boolean;
  /** How many people would be in it, had the budget been enough. */
  readonly wanted: number;
}

interface LivesAsked {
  readonly settings: Settings;
  readonly now: Instant;
  /** The most contacts to be read. */
  readonly most: number;
  readonly budget: LivesBudget;
}

/**
 * The lives of at most so many contacts, within a budget. Costs their index entries, and 0.5 read units for 4 KB of
 * each contact with its messages and history.
 */
export async function readLives(
  data: Data,
  workspace: WorkspaceId,
  { settings, now, most, budget }: LivesAsked,
): Promise<KnownLives> {
  const start = data.meter.read();
  const begun = performance.now();
  const { uuids, whole } = await sampleContacts(data, workspace, most);
  const isNotice = await noticesOf(data, workspace, settings);
  const known: Known[] = [];
  let at = 0;
  for (; at < uuids.length; at += BATCH) {
    const spent = consumedSince(data.meter, start).readUnits;
    if (at > 0 && (spent > budget.readUnits || performance.now() - begun > budget.milliseconds)) break;
    known.push(...(await readBatch(data, workspace, uuids.slice(at, at + BATCH), { settings, now, isNotice })));
  }
  const day = localDays(settings.timezone);
  const since = watchedSince(known, settings, now, day);
  const lives = known.map(({ contact, past }) => ({ contact, life: lifeOf(past, day, since) }));
  const wanted = lives.length + Math.max(0, uuids.length - at);
  return { lives, since, today: day(now), whole: whole && at >= uuids.length, wanted };
}

interface Known {
  readonly contact: Contact;
  readonly past: PastLife;
  readonly oldestMessage: Instant | null;
  /** Whether a message was stored when the workspace kept messages for fewer days than now. */
  readonly shortened: boolean;
}

interface Reading {
  readonly settings: Settings;
  readonly now: Instant;
  readonly isNotice: IsNotice;
}

async function readBatch(
  data: Data,
  workspace: WorkspaceId,
  uuids: readonly ContactId[],
  kept: Reading,
): Promise<Known[]> {
  const partitions = await readPartitions(data, workspace, uuids);
  return partitions.flatMap((partition) => {
    const { contact } = partition;
    return contact === null || isTombstone(contact) ? [] : [knownOf(partition, contact, kept)];
  });
}

function knownOf({ history, others }: Partition, contact: Contact, { settings, now, isNotice }: Reading): Known {
  const days = messagesDays(settings);
  const messages = (others as readonly MessageItem[]).filter((item) => !isGone(item, { now, days }));
  const versions = history.filter((item) => !isItemExpired(item, now)).flatMap(versionOf);
  const past = pastLife(
    { contact, history: versions, messages: messages.map(({ occurred: at, text }) => ({ at, text })) },
    settings,
    isNotice,
  );
  return {
    contact,
    past,
    oldestMessage: messages.reduce<Instant | null>(
      (first, { occurred }) => (first === null || occurred < first ? occurred : first),
      null,
    ),
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
function watchedSince(known: readonly Known[], settings: Settings, now: Instant, day: (at: Instant) => Day): Day {
  const first = day(addDays(now, -messagesDays(settings))) + 1;
  const oldest = Math.min(
    ...known.map(({ oldestMessage }) => (oldestMessage === null ? Infinity : day(oldestMessage))),
  );
  const isOlder = known.some(({ past }) => day(past.storedOn) < first);
  if (isOlder || known.some(({ shortened }) => shortened)) return Math.min(Math.max(first, oldest), day(now));
  return first;
}

/**
 * Which stages of all versions, also of policies that were deleted, told people something. 0.5 read units for some
 * eight versions; nothing where there has never been a policy.
 */
async function noticesOf(data: Data, workspace: WorkspaceId, { policyCount }: Settings): Promise<IsNotice> {
  if (policyCount === undefined) return () => false;
  const told = new Set<string>();
  for (const { policy, version, rules } of await listPolicyVersions(data, workspace))
    for (const rule of rules.stages) if (stageOf(rule).warns) told.add(`${policy} ${version} ${rule.key}`);
  return ({ policy, version, stage }) => told.has(`${policy} ${version} ${stage}`);
}

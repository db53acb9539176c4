import { changeMany, type Holder } from '../../data/contacts/index.ts';
import { type OnceMessage, putMessages, readForMessages } from '../../data/messages/index.ts';
import { loadAssets } from '../../data/workspace/index.ts';
import type { Change, Contact } from '../../domain/contacts/contact.ts';
import { identityOf } from '../../domain/contacts/urns.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { messagesDays } from '../../domain/settings/retention.ts';
import type { Assets } from '../../domain/workspace.ts';
import { effectOn, type Taking } from './apply-event.ts';
import { type EventCommand, incomingMessage } from './record-event.ts';

/** One of several messages, each of another person and id. */
export interface OneOfMany {
  readonly command: EventCommand;
  readonly change: Change;
  /** Identifies the message when the sender has no id for it. */
  readonly seed: string;
}

/** What was read of a message that is still to be recorded, by `recordEvent`. */
export interface KnownAhead {
  readonly assets: Assets;
  readonly unmarked: boolean;
  readonly holders: ReadonlyMap<string, Holder>;
}

interface Told<Some> {
  /** The message is recorded. */
  readonly recorded: (one: Some) => void;
  /** It is for `recordEvent`, which need not read this again. */
  readonly left: (one: Some, known: KnownAhead) => void;
}

/**
 * Records messages like `recordEvent`, in the same order of writes, each for all of them: the contacts, the markers,
 * the messages. Those of new addresses, with markers, or of whom two have one owner, are left. So is, without being
 * told of, whom another change or repetition crosses. What is thrown concerns those of whom nothing was told.
 *
 * Two calls to read and three to write, for up to 25 messages. Units are those of `recordEvent`, but the settings are
 * read once.
 */
export async function recordMany<Some extends OneOfMany>(
  some: readonly Some[],
  { data, workspace, now }: Pick<Taking, 'data' | 'workspace' | 'now'>,
  { recorded, left }: Told<Some>,
): Promise<void> {
  const { settings, marked, holders } = await readForMessages(data, workspace, askedOf(some), now);
  // After the messages arrived, so that each is handled by settings of its own time or later.
  const assets = await loadAssets(data, workspace, settings);
  const owned = new Map<ContactId, Some>();
  const owners: Contact[] = [];
  for (const one of some) {
    const owner = marked.has(onceBy(one)) ? null : plainOwner(one, holders);
    if (owner !== null && !owned.has(owner.uuid)) {
      owned.set(owner.uuid, one);
      owners.push(owner);
    } else left(one, { assets, unmarked: isMessage(one) && !marked.has(onceBy(one)), holders });
  }
  const messages = await changeOwners(owners, owned, { data, workspace, assets, now });
  const days = messagesDays(assets.settings);
  await putMessages(data, workspace, messages, { now, days }, ({ one }) => recorded(one));
}

const onceBy = ({ command: { externalId }, seed }: OneOfMany): string => externalId ?? seed;

/** Other events have markers of their own, which are not read ahead. */
const isMessage = ({ command }: OneOfMany): boolean => command.type === 'msg_received';

const addressesOf = ({ command: { urn, alias } }: OneOfMany): string[] =>
  [urn, ...(alias === undefined ? [] : [alias])].map(identityOf);

const askedOf = (some: readonly OneOfMany[]) => ({
  ids: some.map(onceBy),
  identities: [...new Set(some.flatMap(addressesOf))],
});

/** The owner of the only address of a message; null for an event without a message, or with more to look at. */
function plainOwner(one: OneOfMany, holders: ReadonlyMap<string, Holder>): Contact | null {
  const { alias, urn } = one.command;
  const holder = holders.get(identityOf(urn));
  return isMessage(one) && alias === undefined && holder?.kind === 'owned' ? holder.contact : null;
}

interface Deciding {
  readonly data: Taking['data'];
  readonly workspace: WorkspaceId;
  readonly assets: Assets;
  readonly now: Instant;
}

/** Applies the messages to their owners; returns what is to be stored, of those who still have the address. */
async function changeOwners<Some extends OneOfMany>(
  owners: readonly Contact[],
  owned: ReadonlyMap<ContactId, Some>,
  { data, workspace, assets, now }: Deciding,
): Promise<(OnceMessage & { readonly one: Some })[]> {
  const effects = new Map(
    [...owned].map(([uuid, { command, change }]) => [uuid, effectOn(command, { assets, now, change })] as const),
  );
  const outcomes = await changeMany(data, workspace, owners, (contact, taken, optOuts) => {
    const effect = effects.get(contact.uuid);
    if (effect === undefined) throw new Error('A contact without a message is changed');
    return effect.decide(contact, taken, optOuts);
  });
  return [...owned].flatMap(([uuid, one]) => {
    const applied = effects.get(uuid)?.last() ?? null;
    const outcome = outcomes.get(uuid)?.outcome;
    if (applied === null || (outcome !== 'changed' && outcome !== 'unchanged')) return [];
    return [{ ...incomingMessage(one.command, applied.contact), onceBy: onceBy(one), one }];
  });
}

/**
 * History stores only keyed hashes of addresses. An address can pass to another contact, and the history of one must
 * not keep the address of a person who was deleted for good (ADR 030).
 *
 *   <scheme>:[?channel=<uuid>]#<HMAC of scheme:path>
 *
 * No URN has this form, since none has an empty path. The address is shown while a contact of the workspace has it,
 * else masked.
 */
import { maskUrn } from '../../domain/contacts/anon.ts';
import type { Contact } from '../../domain/contacts/contact.ts';
import type { RunErrorEvent } from '../../domain/contacts/error-event.ts';
import type { ContactEvent } from '../../domain/contacts/events.ts';
import { formatUrn, identityOf, isUrnError, parseUrn } from '../../domain/contacts/urns.ts';
import type { WorkspaceId } from '../../domain/ids.ts';
import { type Data, everyHash, hashed } from '../dynamo/index.ts';
import type { HistoryEntry } from './history-entry.ts';
import { readOwnersOf } from './urn-owners.ts';

/** `scheme:`, an optional channel, and the hash. */
const VEILED = /^([^:?#]+:)(?:\?([^#]*))?#(.+)$/;

/** The events with hashes in place of addresses. */
export const veiled = <Event extends ContactEvent | RunErrorEvent>(
  data: Data,
  workspace: WorkspaceId,
  events: readonly Event[],
): Promise<readonly Event[]> =>
  // Most have none, as all of a job's change of status.
  events.every((event) => urnsOf(event).length === 0) ? Promise.resolve(events) : veilAll(data, workspace, events);

const veilAll = <Event extends ContactEvent | RunErrorEvent>(
  data: Data,
  workspace: WorkspaceId,
  events: readonly Event[],
): Promise<Event[]> =>
  Promise.all(
    events.map(async (event) => {
      const hashes = new Map<string, string>();
      for (const urn of urnsOf(event)) hashes.set(urn, VEILED.test(urn) ? urn : await veil(data, workspace, urn));
      return withUrns(event, (urn) => hashes.get(urn) ?? maskUrn(urn));
    }),
  );

/** An address as history stores it. */
export async function veil(data: Data, workspace: WorkspaceId, urn: string): Promise<string> {
  const identity = identityOf(urn);
  const [scheme = ''] = identity.split(':', 1);
  const [, query] = urn.split('#', 1)[0]?.split('?') ?? [];
  return `${scheme}:${query ? `?${query}` : ''}#${await hashed(data, workspace, identity)}`;
}

/** The entries with the contacts' present addresses; others are masked. 1 read unit for each of another contact. */
export async function withAddresses(
  data: Data,
  workspace: WorkspaceId,
  contact: Contact,
  entries: readonly HistoryEntry[],
): Promise<HistoryEntry[]> {
  const known = new Map<string, string>();
  for (const urn of contact.urns)
    for (const hash of await everyHash(data, workspace, identityOf(urn))) known.set(hash, urn);
  const wanted = entries.flatMap(({ events }) => events.flatMap(urnsOf)).flatMap((urn) => VEILED.exec(urn)?.[3] ?? []);
  const others = [...new Set(wanted)].filter((hash) => !known.has(hash));
  for (const [hash, identity] of await readOwnersOf(data, workspace, others)) known.set(hash, identity);
  return entries.map((entry) => ({
    ...entry,
    events: entry.events.map((event) => withUrns(event, (urn) => unveil(urn, known))),
  }));
}

function unveil(urn: string, known: ReadonlyMap<string, string>): string {
  const [, , query, hash = ''] = VEILED.exec(urn) ?? [];
  const found = parseUrn(known.get(hash) ?? '');
  if (isUrnError(found)) return maskUrn(urn);
  const { query: _, ...address } = found;
  return formatUrn({ ...address, ...(query && { query }) });
}

function urnsOf(event: ContactEvent | RunErrorEvent): readonly string[] {
  if (event.type === 'contact_urns_changed') return event.urns;
  return event.type === 'error' && event.extra?.['urn'] ? [event.extra['urn']] : [];
}

/** The event with other texts for its addresses. */
export function withUrns<Event extends ContactEvent | RunErrorEvent>(
  event: Event,
  textOf: (urn: string) => string,
): Event {
  if (event.type === 'contact_urns_changed') return { ...event, urns: event.urns.map(textOf) };
  if (event.type === 'error' && event.extra?.['urn'])
    return { ...event, extra: { ...event.extra, urn: textOf(event.extra['urn']) } };
  return event;
}

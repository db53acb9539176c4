import { expect } from 'vitest';
import type { Data } from '../../../../shared/data/dynamo/client.ts';
import { queryPage } from '../../../../shared/data/dynamo/query.ts';
import { logMessages, type NewMessage, putMessage, type Visibility } from '../../../../shared/data/messages/index.ts';
import { type ListedMessage, listAllMessages } from '../../../../shared/data/messages/list.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import type { ContactId, WorkspaceId } from '../../../../shared/domain/ids.ts';
import { addDays, type Instant, instant } from '../../../../shared/domain/instant.ts';
import { NOW, stored } from '../contacts/people.ts';

export type Page = Parameters<typeof listAllMessages>[2];

/** A message of a contact, visible and received now, unless something else is given. */
export const newMessage = (contact: ContactId, given: Partial<NewMessage> = {}): NewMessage => ({
  contact,
  urn: 'tel:+250788000001',
  text: 'Hello',
  visibility: 'visible',
  occurredOn: NOW,
  externalId: null,
  ...given,
});

export const MINUTE = 60_000_000;
const KEPT = Math.ceil(addDays(NOW, 365) / 1_000_000);

/** `micros` microseconds after now. */
export const after = (micros: number): Instant => instant(NOW + micros);

export function openInbox(data: () => Data) {
  const someone = (workspace: WorkspaceId) => stored(data(), workspace);

  /** Stores a message; returns what the stream's function writes into the log for it. */
  const receive = async (workspace: WorkspaceId, { uuid: contact }: Contact, given: Partial<NewMessage> = {}) => {
    const message = newMessage(contact, given);
    const { uuid } = await putMessage(data(), workspace, message, NOW);
    return { contact, message: uuid, visibility: message.visibility, ttl: KEPT };
  };

  const log = (workspace: WorkspaceId, entries: Parameters<typeof logMessages>[2], at = NOW) =>
    logMessages(data(), workspace, entries, at);

  const list = (workspace: WorkspaceId, page: Partial<Page> = {}) =>
    listAllMessages(data(), workspace, { limit: 250, now: NOW, ...page });

  const idsOf = (found: readonly ListedMessage[]) => found.map(({ message }) => message.uuid);
  const ids = async (workspace: WorkspaceId, page: Partial<Page> = {}) => idsOf((await list(workspace, page)).found);

  /** All pages, as a client that stops at an empty one sees them; each leads back to the previous one. */
  const pages = async (workspace: WorkspaceId, page: Partial<Page> = {}) => {
    const seen: string[][] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const answer = await list(workspace, { ...page, cursor });
      if (answer.cursor !== null) expect(answer.found).not.toEqual([]);
      if (seen.length === 0) expect(answer.previous).toBeNull();
      else expect(await ids(workspace, { ...page, cursor: answer.previous })).toEqual(seen.at(-1));
      seen.push(idsOf(answer.found));
      cursor = answer.cursor;
    }
    return seen;
  };

  /** From the last page to the first. */
  const pagesBack = async (workspace: WorkspaceId, page: Partial<Page> = {}) => {
    const seen: string[][] = [];
    for (let cursor: string | null | undefined = 'p'; cursor !== null; ) {
      const answer: Awaited<ReturnType<typeof list>> = await list(workspace, { ...page, cursor });
      seen.unshift(idsOf(answer.found));
      cursor = answer.previous;
    }
    return seen;
  };

  const rowsOf = async (workspace: WorkspaceId, visibility: Visibility) => {
    const partition = `M#${workspace}#${visibility}`;
    return (await queryPage(data(), { table: 'workspace', partition, consistent: true })).items;
  };

  return { someone, receive, log, list, idsOf, ids, pages, pagesBack, rowsOf };
}

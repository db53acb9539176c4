/** Shared by the tests of search: how a search is sent and read. */
import type { ApiAnswer } from '../../support/api/api.ts';
import type { Client } from '../../support/api/client.ts';
import type { Stage } from '../../support/api/stage.ts';
import type { Person } from './people.ts';

export type Json = ApiAnswer['body'];

export const path = (query: string, more: Record<string, string> = {}): string =>
  `contacts.json?${new URLSearchParams({ query, ...more })}`;

export const uuidsOf = (contacts: readonly { uuid: string }[]): string[] => contacts.map(({ uuid }) => uuid);

export const sorted = (uuids: readonly string[]): string[] => [...uuids].sort();

/** The first of the people who is as wanted; throws when none is. */
export function personWith(people: readonly Person[], wanted: (person: Person) => boolean): Person {
  const person = people.find(wanted);
  if (person === undefined) throw new Error('There is no such person.');
  return person;
}

/** Reads page by page as a client does; `between` runs after the first page. */
export async function pages(
  { url }: Stage,
  client: Client,
  first: string,
  between?: () => Promise<unknown>,
): Promise<Json[]> {
  const read = [];
  for (let next: string | null = `${url}/api/v2/${first}`; next !== null; ) {
    const page: Json = await client.get(next.slice(url.length));
    if (read.push(page) === 1) await between?.();
    next = page.next;
  }
  return read;
}

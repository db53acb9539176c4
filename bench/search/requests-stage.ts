/** A workspace whose contacts are put straight into the tables, with a snapshot of it that is a little behind. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { openStreamLog } from '../../infra/local/dynamodb/stream-log.ts';
import { type IdentityItem, identitiesOf, keyOfIdentity, toContactItem } from '../../shared/data/contacts/index.ts';
import { type Data, put, putAll, write } from '../../shared/data/dynamo/index.ts';
import { CHANGES_WORTH_ADDING } from '../../shared/data/snapshots/index.ts';
import { storeGroup } from '../../shared/data/workspace/index.ts';
import type { Contact } from '../../shared/domain/contacts/contact.ts';
import { addDeltas, type CountsDelta, deltaOf, NO_CHANGE } from '../../shared/domain/counts.ts';
import type { WorkspaceId } from '../../shared/domain/ids.ts';
import { type Instant, instant } from '../../shared/domain/instant.ts';
import { inChunks } from '../support/population.ts';
import { type Running, startRunning } from '../support/running.ts';
import { ASSETS, contactOf, NOW } from './people.ts';
import { TAIL } from './stage.ts';

/** Changes that are older than this are no longer read besides. */
const LATER = 10 * 60_000_000;
/** A window of counts is of five seconds, and a million contacts are a second. */
const YESTERDAY = NOW - 86_400_000_000;

/**
 * Puts contacts with their counts and without what else the projection makes of new ones (history, members), which
 * searches do not read, and which takes an hour for a million: the stream forgets them before it is read.
 */
export async function fill(folder: string, contacts: number): Promise<void> {
  const { service, data, workspace } = await startRunning({}, folder);
  let counts: CountsDelta = NO_CHANGE;
  // No sweep of a midnight changes them meanwhile.
  await accepted(service.api('POST', 'settings.json', { dormancy_days: 1_000 }));
  for (const { name, type } of ASSETS.fields.values())
    await accepted(service.api('POST', 'fields.json', { name, type }));
  for (const group of ASSETS.groups.values()) await storeGroup(data, workspace, group);
  await service.idle();
  await accepted(service.local('POST', 'faults', { hold: { function: 'project' } }));
  for (const numbers of inChunks(contacts)) {
    // Changed at nearly the same time, as by an import: counts are kept by seconds.
    const people = numbers.map((n) => ({ ...contactOf(n), modifiedOn: instant(YESTERDAY + n) }));
    await putAll(data, 'contacts', await identitiesIn(data, workspace, people));
    await putContacts(data, workspace, people);
    counts = addDeltas(counts, deltaOf(people.map((after) => ({ before: null, after }))));
  }
  await write(data, put('workspace', { pk: `N#${workspace}`, sk: 'BASE', version: 1, ...counts }));
  const { body: info } = await service.local('GET', 'info');
  await service.stop();
  const log = openStreamLog(join(folder, 'dynamodb.sqlite'), { kept: true });
  for (let trimmed = 0; trimmed < 10 * contacts; trimmed += 5_000) log.trim(info.dynamodb.tables.contacts, Infinity);
  log.close();
  // Otherwise the stream would be read from a record that is forgotten.
  rmSync(join(folder, 'stream-bookmarks.json'), { force: true });
}

/** Of each address, who owns it. */
async function identitiesIn(data: Data, workspace: WorkspaceId, people: readonly Contact[]): Promise<IdentityItem[]> {
  const owned = people.flatMap((one) => identitiesOf(one).map((identity) => ({ identity, owner: one.uuid })));
  const items = await Promise.all(
    owned.map(async ({ identity, owner }) => ({ ...(await keyOfIdentity(data, workspace, identity)), owner })),
  );
  return [...new Map(items.map((item) => [item.pk, item])).values()];
}

/** Has a snapshot made, changes one in a hundred, has it brought up to date, changes a few more. Returns seconds. */
export async function snapshotOf(running: Running, contacts: number): Promise<number> {
  const begun = performance.now();
  await untilSnapshot(running, () => true);
  const makes = (performance.now() - begun) / 1_000;
  const today = Array.from({ length: contacts / 100 }, (_, n) => n * 100);
  await change(running, today);
  await setClock(running, LATER);
  await untilSnapshot(running, ({ behind }) => behind <= CHANGES_WORTH_ADDING);
  await setClock(running, 2 * LATER);
  const since = Array.from({ length: TAIL }, (_, n) => n * 7);
  await change(running, since, 2 * LATER);
  await untilSnapshot(running, ({ behind }) => behind >= TAIL);
  return makes;
}

interface Used {
  readonly behind: number;
}

/** Asks until a snapshot answers, in the state that is waited for; a search also has it made. */
async function untilSnapshot({ service }: Running, isReached: (used: Used) => boolean): Promise<void> {
  for (;;) {
    const { body } = await accepted(service.api('GET', 'contacts.json?query=age+%3E+60&limit=1'));
    if (body.snapshot?.used && isReached(body.snapshot)) return;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

const now = (later: number): Instant => instant(Date.now() * 1_000 + later);

async function setClock({ service }: Running, later: number): Promise<void> {
  await accepted(service.local('POST', 'clock', { now: new Date(Date.now() + later / 1_000).toISOString() }));
}

/** Puts these contacts again, as changed now. */
async function change({ data, workspace }: Running, numbers: readonly number[], later = 0): Promise<void> {
  const changed = numbers.map((n) => ({ ...contactOf(n), modifiedOn: now(later), rev: 2 }));
  await putContacts(data, workspace, changed);
}

const putContacts = (data: Data, workspace: WorkspaceId, people: readonly Contact[]): Promise<void> =>
  putAll(
    data,
    'contacts',
    people.map((contact) => toContactItem(workspace, contact)),
  );

/** The answer, unless it is a refusal. */
export async function accepted<Answer extends { readonly status: number; readonly body: unknown }>(
  answer: Promise<Answer>,
): Promise<Answer> {
  const got = await answer;
  if (got.status >= 300) throw new Error(`${got.status}: ${JSON.stringify(got.body)}`);
  return got;
}

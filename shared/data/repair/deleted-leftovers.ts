/** Removes leftovers of deleted contacts that the stream did not remove. */
import { isTombstone, type Tombstone } from '../../domain/contacts/contact.ts';
import { deleterOf, manifestPlaceOf } from '../../domain/erasures/erasure.ts';
import type { ContactId, WorkspaceId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/instant.ts';
import { type Partition, toContactItem } from '../contacts/index.ts';
import { type Data, deleteAll, equals, put, write } from '../dynamo/index.ts';
import { appendErasures } from '../erasures/index.ts';
import { noteErased } from '../jobs/index.ts';
import { readActorNames } from '../workspace/index.ts';
import type { Finding } from './findings.ts';

/** The stream is retried for six hours. Until then it may bring the deletion, with more information. */
export const UNTOLD_MICROS = 6.25 * 3_600_000_000;

/** A deleted contact leaves nothing but its tombstone; a contact that never existed leaves nothing. */
export function leftovers(
  data: Data,
  workspace: WorkspaceId,
  partition: Partition,
  { now }: { readonly now: Instant },
): Finding<ContactId>[] {
  const { uuid: subject, item, contact, history, others } = partition;
  if (contact !== null && !isTombstone(contact)) return [];
  const left = [...history, ...others];
  const findings: Finding<ContactId>[] = [];
  if (left.length > 0 && (contact === null || contact.modifiedOn + UNTOLD_MICROS <= now))
    findings.push({
      what: 'leftovers',
      subject,
      mend: async () => {
        const untold = { history: history.length, messages: others.length };
        if (contact !== null) await tellErasures(data, workspace, [{ contact, ...untold }], now);
        await deleteAll(data, 'contacts', left);
        if (contact !== null) await noteErased(data, workspace, [{ uuid: subject, change: contact.lastChange }], now);
        return true;
      },
    });
  if (contact === null || item === null) return findings;
  const right = toContactItem(workspace, contact);
  if (Object.keys(item).every((name) => name in right)) return findings;
  const version = equals('version', contact.version);
  return [...findings, { what: 'leftovers', subject, mend: () => write(data, put('contacts', right, version)) }];
}

interface Untold {
  readonly contact: Tombstone;
  /** How many items of each kind are removed. */
  readonly history: number;
  readonly messages: number;
}

/** Writes deletions whose records were lost into the ledger, before their leftovers go. The first telling counts. */
export async function tellErasures(
  data: Data,
  workspace: WorkspaceId,
  untold: readonly Untold[],
  now: Instant,
): Promise<void> {
  const names = await readActorNames(data, workspace);
  const erasures = untold.map(({ contact, history, messages }) => ({
    ...deleterOf(contact, names),
    ...manifestPlaceOf(contact),
    contact: contact.uuid,
    urns: [],
    removed: { history, messages, groups: 0 },
  }));
  await appendErasures(data, workspace, erasures, now);
}

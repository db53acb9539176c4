import { type CreatedOne, changeMany, createMany, readContacts } from '../../../shared/data/contacts/index.ts';
import type { JobRecord } from '../../../shared/data/jobs/index.ts';
import { apply } from '../../../shared/domain/changes/apply.ts';
import { type Contact, isTombstone, type Tombstone } from '../../../shared/domain/contacts/contact.ts';
import type { Modifier } from '../../../shared/domain/contacts/modifiers/modifier.ts';
import { newContact } from '../../../shared/domain/contacts/new-contact.ts';
import { isOut, optsOut } from '../../../shared/domain/contacts/opt-out/imported.ts';
import type { OptOut } from '../../../shared/domain/contacts/opt-out/last-word.ts';
import type { AssetsByName } from '../../../shared/domain/contacts/properties/imported.ts';
import { identityOf } from '../../../shared/domain/contacts/urns.ts';
import { followsOfChange } from '../../../shared/domain/costs/forecast.ts';
import type { ContactId, ImportId, WorkspaceId } from '../../../shared/domain/ids.ts';
import { modifiersFor, namesIn } from '../../../shared/domain/imports/change.ts';
import { type Part, type PartRow, partKey } from '../../../shared/domain/imports/plan.ts';
import { onlyOut, type Row } from '../../../shared/domain/imports/row.ts';
import type { Working } from '../../../shared/domain/jobs/kinds/index.ts';
import { decisionOf, type Rule } from '../../../shared/domain/jobs/rules.ts';
import { CREATED, earlierVerdict, failed, type Verdict } from '../../../shared/domain/selection/verdict.ts';
import { unreachable } from '../../../shared/domain/unreachable.ts';
import type { Files } from '../../../shared/messages/files.ts';
import { readPart, readPlan } from '../../../shared/services/packed-parts.ts';
import type { WorkRuntime } from './runtime.ts';

/** The rows of one slice of an import, by contact. */
type SliceRows = ReadonlyMap<ContactId, PartRow>;

const NONE: SliceRows = new Map();

/** Of a row without its addresses, which others have. */
const NOBODY = { urns: [] };

/** Empty when the files of the import are gone. */
export async function readRows(
  files: Files,
  { workspace, uuid }: JobRecord,
  imported: ImportId,
  slice: number,
): Promise<SliceRows> {
  const by = { workspace, uuid: imported, job: uuid };
  const plan = await readPlan(files, by);
  const part = plan && (await readPart<Part>(files, partKey(by, plan, 'parts', slice)));
  if (part === null) return NONE;
  const { contacts, rows } = part;
  return new Map(contacts.flatMap((contact, place) => (rows[place] ? [[contact, rows[place]] as const] : [])));
}

/** The rule of an import: a row is applied as a whole or fails, but its opt-out or block always counts. */
export function importing(rows: SliceRows, { assets, now, change }: Working): Rule {
  const names = namesIn(assets);
  return (contact, taken, optOuts) => {
    const row = rows.get(contact.uuid)?.row;
    if (row === undefined) return failed('rows_gone');
    const isTaken = row.urns.some((urn) => taken.has(identityOf(urn)));
    if (isTaken && !isOut(row)) return failed('address_taken');
    const modifiers = modifiersFor(isTaken ? onlyOut(row, NOBODY) : row, contact, names);
    return decisionOf(apply(contact, modifiers, assets, { now, change, taken, optOuts }));
  };
}

/**
 * Creates missing contacts with all their rows say, and returns the outcomes. One that another delivery is making now
 * is left out: it is changed like any other, and has its row already.
 */
export async function createRows(
  { data }: WorkRuntime,
  { workspace }: JobRecord,
  uuids: readonly ContactId[],
  rows: SliceRows,
  working: Working,
): Promise<ReadonlyMap<ContactId, Verdict>> {
  const known = await readContacts(data, workspace, uuids, { consistent: true });
  const names = namesIn(working.assets);
  const missing = uuids.flatMap((uuid) => {
    const row = known.has(uuid) ? undefined : rows.get(uuid)?.row;
    return row === undefined ? [] : { uuid, row };
  });
  const built = new Map<ContactId, Contact>();
  const made = await createMany(
    data,
    workspace,
    missing.map(({ uuid, row }) => ({
      uuid,
      identities: row.urns.map(identityOf),
      build: (optOut: OptOut | null) => {
        const contact = newRow(uuid, row, names, working, optOut);
        built.set(uuid, contact);
        return contact;
      },
    })),
  );
  for (const [uuid, { outcome }] of made) {
    const contact = built.get(uuid);
    if (outcome === 'created' && contact) data.meter.addFollowing(followsOfChange(null, contact, working.assets));
  }
  await changeApart(
    data,
    workspace,
    new Map([...ownersIn(made, rows, working), ...confirmedIn(known.values(), rows, working)]),
    working,
  );
  const before = [...known.values()].filter((item) => wasCreated(item, rows.get(item.uuid), working));
  return new Map([
    ...before.map(({ uuid }): [ContactId, Verdict] => [uuid, CREATED]),
    ...[...made].flatMap(([uuid, one]): [ContactId, Verdict][] => {
      const verdict = verdictOf(uuid, one, working);
      return verdict === null ? [] : [[uuid, verdict]];
    }),
  ]);
}

type ChangesApart = ReadonlyMap<ContactId, { readonly contact: Contact; of(contact: Contact): readonly Modifier[] }>;

/** Opts out or blocks the new owners of addresses, whose rows create nobody. */
function ownersIn(made: ReadonlyMap<ContactId, CreatedOne>, rows: SliceRows, { assets }: Working): ChangesApart {
  const names = namesIn(assets);
  const owners = [...made].flatMap(([uuid, one]) => {
    const row = rows.get(uuid)?.row;
    if (one.outcome !== 'taken' || row === undefined || !isOut(row)) return [];
    const out = onlyOut(row, NOBODY);
    return [...one.owners.values()].map((contact) => ({
      contact,
      of: (now: Contact) => modifiersFor(out, now, names),
    }));
  });
  return new Map(owners.filter(({ contact }) => !made.has(contact.uuid)).map((one) => [one.contact.uuid, one]));
}

/** Whom another job alone has opted out, and a row does as well: an undo of that job no longer lifts it. */
function confirmedIn(known: Iterable<Contact | Tombstone>, rows: SliceRows, { change }: Working): ChangesApart {
  const again = [...known].flatMap((contact) => {
    const row = rows.get(contact.uuid)?.row;
    if (isTombstone(contact) || contact.lastWord?.job === undefined || !row || !optsOut(row)) return [];
    const { job, on } = contact.lastWord;
    return job === change.job ? [] : { contact, of: () => [{ type: 'word', says: 'out', on } as const] };
  });
  return new Map(again.map((one) => [one.contact.uuid, one]));
}

/** Changes contacts by their rows, which is no change by the job. */
async function changeApart(
  data: WorkRuntime['data'],
  workspace: WorkspaceId,
  changes: ChangesApart,
  { assets, now, change: { job: _, slice: __, ...change } }: Working,
): Promise<void> {
  await changeMany(
    data,
    workspace,
    [...changes.values()].map(({ contact }) => contact),
    (contact, taken, optOuts) =>
      apply(contact, changes.get(contact.uuid)?.of(contact) ?? [], assets, { now, change, taken, optOuts }),
  );
}

/** Whether an earlier delivery made a contact: it did not exist when the files were read, and has the slice's mark. */
const wasCreated = (item: Contact | Tombstone, row: PartRow | undefined, { change }: Working): boolean =>
  row?.isNew === true && earlierVerdict(item, change)?.outcome === 'changed';

function verdictOf(uuid: ContactId, one: CreatedOne, { change }: Working): Verdict | null {
  switch (one.outcome) {
    case 'created':
      return CREATED;
    case 'there':
      return null;
    case 'failed':
      return failed(one.reason);
    case 'taken': {
      // Another delivery of the slice may have just made this contact: then the addresses are its own.
      const own = [...one.owners.values()].find((owner) => owner.uuid === uuid);
      return own && earlierVerdict(own, change)?.outcome === 'changed' ? CREATED : failed('address_taken');
    }
    default:
      return unreachable(one);
  }
}

function newRow(
  uuid: ContactId,
  row: Row,
  names: AssetsByName,
  { assets, now, change }: Working,
  optOut: OptOut | null,
): Contact {
  const empty = newContact({ uuid, now, change, optOut });
  const modifiers = [...modifiersFor(row, empty, names), { type: 'regroup' } as const];
  return apply(empty, modifiers, assets, { now, change, taken: new Set() }).contact;
}

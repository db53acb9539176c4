import { gunzipSync } from 'node:zlib';
import { type CreatedOne, createMany, readContacts } from '../../../shared/data/contacts/index.ts';
import type { JobRecord } from '../../../shared/data/jobs/index.ts';
import { apply } from '../../../shared/domain/contacts/apply.ts';
import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import { newContact } from '../../../shared/domain/contacts/new-contact.ts';
import type { Refusal } from '../../../shared/domain/contacts/opt-out/last-word.ts';
import { identityOf } from '../../../shared/domain/contacts/urns.ts';
import type { ContactId, ImportId } from '../../../shared/domain/ids.ts';
import { modifiersFor, type Names, namesIn } from '../../../shared/domain/imports/change.ts';
import { type Part, type Plan, partKey, planKey } from '../../../shared/domain/imports/plan.ts';
import type { Row } from '../../../shared/domain/imports/row.ts';
import { decisionOf, type Rule, type Working } from '../../../shared/domain/jobs/rules.ts';
import { CHANGED, earlierVerdict, failed, type Verdict } from '../../../shared/domain/jobs/verdict.ts';
import { unreachable } from '../../../shared/domain/unreachable.ts';
import type { Files } from '../../../shared/messages/files.ts';
import type { WorkRuntime } from './work.ts';

/** The rows of one slice of an import, by their contacts. */
export type Rows = ReadonlyMap<ContactId, Row>;

/** Null when the files of the import are gone. */
export async function readRows(
  files: Files,
  { workspace, uuid }: JobRecord,
  imported: ImportId,
  slice: number,
): Promise<Rows | null> {
  const plan = await files.read(planKey(workspace, imported, uuid));
  if (plan === null) return null;
  const { attempt } = JSON.parse(plan.toString('utf8')) as Plan;
  const packed = await files.read(partKey(workspace, imported, uuid, attempt, slice));
  if (packed === null) return null;
  const { contacts, rows } = JSON.parse(gunzipSync(packed).toString('utf8')) as Part;
  return new Map(contacts.flatMap((contact, place) => (rows[place] ? [[contact, rows[place].row] as const] : [])));
}

/** The rule of an import: a row is its contact's whole change or none, so an address that has come to another contact since fails it. */
export function importing(rows: Rows, { assets, now, change }: Working): Rule {
  const names = namesIn(assets);
  return (contact, taken, optOuts) => {
    const row = rows.get(contact.uuid);
    if (row === undefined) return failed('rows_gone');
    if (row.urns.some((urn) => taken.has(identityOf(urn)))) return failed('address_taken');
    return decisionOf(apply(contact, modifiersFor(row, contact, names), assets, { now, change, taken, optOuts }));
  };
}

/**
 * Creates those contacts of a slice that are not there, each with all that its row says; returns what became of these. One that another
 * delivery of the slice has just made is not among them: it is changed like any other, and found to have its row already.
 */
export async function createRows(
  { data }: WorkRuntime,
  { workspace }: JobRecord,
  rows: Rows,
  working: Working,
): Promise<ReadonlyMap<ContactId, Verdict>> {
  const known = await readContacts(data, workspace, [...rows.keys()], { consistent: true });
  const names = namesIn(working.assets);
  const missing = [...rows].filter(([uuid]) => !known.has(uuid));
  const made = await createMany(
    data,
    workspace,
    missing.map(([uuid, row]) => ({
      uuid,
      identities: row.urns.map(identityOf),
      build: (optOut: Refusal | null) => newRow(uuid, row, names, working, optOut),
    })),
  );
  return new Map(
    [...made].flatMap(([uuid, one]) => {
      const verdict = verdictOf(uuid, one, working);
      return verdict === null ? [] : [[uuid, verdict]];
    }),
  );
}

function verdictOf(uuid: ContactId, one: CreatedOne, { change }: Working): Verdict | null {
  switch (one.outcome) {
    case 'created':
      return CHANGED;
    case 'there':
      return null;
    case 'failed':
      return failed(one.reason);
    case 'taken': {
      // Another delivery of the slice may have just made this very contact: its addresses are not somebody else's.
      const own = [...one.owners.values()].find((owner) => owner.uuid === uuid);
      return (own && earlierVerdict(own, change)) ?? failed('address_taken');
    }
    default:
      return unreachable(one);
  }
}

function newRow(
  uuid: ContactId,
  row: Row,
  names: Names,
  { assets, now, change }: Working,
  optOut: Refusal | null,
): Contact {
  const empty = newContact({ uuid, now, change, optOut });
  const modifiers = [...modifiersFor(row, empty, names), { type: 'regroup' } as const];
  return apply(empty, modifiers, assets, { now, change, taken: new Set() }).contact;
}

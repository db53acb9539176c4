import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { ImportColumns } from '../../../functions/imports/worker/plan/columns.ts';
import { NewAssets } from '../../../functions/imports/worker/plan/new-assets.ts';
import { listingsIn } from '../../../functions/imports/worker/read/listings.ts';
import { chunks } from '../../../shared/data/dynamo/index.ts';
import { apply } from '../../../shared/domain/changes/apply.ts';
import type { Contact } from '../../../shared/domain/contacts/contact.ts';
import { fieldText, fieldValue } from '../../../shared/domain/contacts/fields.ts';
import { newContact } from '../../../shared/domain/contacts/new-contact.ts';
import { hasOptedOut, lastWordOf } from '../../../shared/domain/contacts/opt-out/last-word.ts';
import { identityOf } from '../../../shared/domain/contacts/urns.ts';
import { USUAL_COLUMNS } from '../../../shared/domain/exports/columns.ts';
import { exportRow } from '../../../shared/domain/exports/row.ts';
import type { ContactId, FieldKey, GroupId } from '../../../shared/domain/ids.ts';
import { modifiersFor } from '../../../shared/domain/imports/change.ts';
import { readRow } from '../../../shared/domain/imports/read-row.ts';
import { isWrong } from '../../../shared/domain/imports/row.ts';
import { addDays, parseInstant } from '../../../shared/domain/instant.ts';
import type { Assets } from '../../../shared/domain/workspace.ts';
import { generateFieldKey } from '../../../shared/domain/workspace-names.ts';
import { exportForm, type FormOf, schemesIn } from '../../../shared/services/exports/forms/index.ts';
import { assets as bare } from '../../shared/domain/jobs/samples.ts';
import { writeInParts } from '../../support/exports/in-parts.ts';
import { FIELDS, GROUPS, people } from '../../support/exports/people.ts';
import { atNight } from '../../support/night.ts';

/**
 * Moves everybody from one workspace into another and compares, only by the code of exports and imports, without
 * tables.
 */

const PEOPLE = atNight(50_000, { byDay: 2_000 });
const NOW = addDays(parseInstant('2026-11-24T10:00:00Z') ?? expect.fail(), 0);

const workspace = (withAssets: boolean): Assets => ({
  ...bare({ country: 'RW', timezone: 'Africa/Kigali' }),
  fields: new Map(
    (withAssets ? FIELDS : []).map((field, priority) => {
      const key = generateFieldKey(field.name) as FieldKey;
      return [key, { ...field, key, priority, featured: false, agentAccess: 'view', createdOn: NOW }] as const;
    }),
  ),
  groups: new Map(
    (withAssets ? GROUPS : []).map((name, n) => {
      const uuid = `0b0a1f0e-54b5-4c85-8c38-7a1b2c3d4e0${n}` as GroupId;
      return [uuid, { uuid, name, query: null, status: 'ready', system: false, createdOn: NOW }] as const;
    }),
  ),
});

let from: Assets;
let before: readonly Contact[];
beforeAll(() => {
  from = workspace(true);
  before = people(PEOPLE, from, NOW);
});

async function written(of: Pick<FormOf, 'format' | 'columns'>): Promise<Buffer> {
  const rows = before.map((contact) => exportRow(contact, from));
  const schemes = await schemesIn([rows]);
  return writeInParts(exportForm({ ...of, assets: from, schemes }), chunks(rows, 700));
}

/** Reads a file as an import does, into contacts that are not there yet. */
async function read(content: Buffer, name: string, to: Assets) {
  const source = { name, size: content.length, open: async () => Readable.from([content]) };
  const [listing = expect.fail()] = await listingsIn(source, { name }, { format: null, encoding: null });
  expect(listing.warnings).toEqual([]);
  const columns = new ImportColumns({ mapping: {}, declared: null, values: {} }, to, NOW);
  const wanted = new NewAssets(to, listing.types, NOW);
  const rows = [];
  for await (const record of listing.records()) {
    if (isWrong(record)) throw new Error(`line ${record.line}: ${record.problem.code}`);
    columns.meet(record, listing);
    const row = readRow(record, {
      settings: to.settings,
      now: NOW,
      targets: columns.targets,
      allOptedOut: false,
      values: {},
    });
    if (isWrong(row)) throw new Error(`line ${record.line}: ${row.problem.code} of ${JSON.stringify(record.cells)}`);
    wanted.add(row);
    rows.push(row);
  }
  return { rows, wanted };
}

const CHANGE = { by: 'token', via: 'job' } as const;

/** Who people become whom these rows make, or change. */
const become = ({ rows, wanted }: Awaited<ReturnType<typeof read>>, whom: (uuid: ContactId) => Contact, now = NOW) =>
  rows.map((row) => {
    const contact = whom(row.uuid as ContactId);
    const context = { now, change: CHANGE, taken: new Set<string>() };
    return apply(contact, modifiersFor(row, contact, wanted.names), wanted.assets, context);
  });

/** What there is to know of a contact, by the names of what it has. */
const shown = (contact: Contact, { fields, groups }: Assets) => ({
  uuid: contact.uuid,
  name: contact.name,
  language: contact.language,
  status: contact.status,
  optOut: contact.optOut,
  said: hasOptedOut(contact) ? lastWordOf(contact)?.on : null,
  urns: contact.urns,
  createdOn: contact.createdOn,
  lastSeenOn: contact.lastSeenOn,
  dormantSince: contact.dormantSince,
  groups: contact.groups.map((uuid) => groups.get(uuid)?.name).sort(),
  fields: [...fields.values()]
    .map(({ key, name, type }) => {
      const value = fieldValue(contact.fields, key);
      // Of a date the API shows how it was understood, and its text only where it was not.
      return [name, fieldText(value, type) ?? value?.text];
    })
    .filter(([, text]) => text !== undefined)
    .sort(),
});

type Shown = ReturnType<typeof shown>;
const allBefore = (): Shown[] => before.map((contact) => shown(contact, from));

async function moved(of: Pick<FormOf, 'format'> & Partial<Pick<FormOf, 'columns'>>, to: Assets): Promise<Shown[]> {
  const content = await written({ columns: null, ...of });
  const found = await read(content, `people.${of.format}`, to);
  const made = become(found, (uuid) => newContact({ uuid, now: NOW, change: CHANGE }));
  return made.map(({ contact }) => shown(contact, found.wanted.assets));
}

/** Only who differs, because there are many. */
function expectSame(after: readonly Shown[], were: readonly Shown[]): void {
  const differing = after.flatMap((one, at) => (isDeepStrictEqual(one, were[at]) ? [] : [at]));
  expect(differing.map((at) => after[at])).toEqual(differing.map((at) => were[at]));
  expect(after).toHaveLength(were.length);
}

describe(`${PEOPLE} people who are exported and imported again are the same`, () => {
  it('by JSON Lines, in a workspace that has nothing', async () => {
    expectSame(await moved({ format: 'jsonl' }, workspace(false)), allBefore());
  });

  it('by CSV, which does not have the types of fields', async () => {
    expectSame(await moved({ format: 'csv' }, workspace(true)), allBefore());
  });

  it('by XLSX with all addresses in one column, which does not have them either', async () => {
    expectSame(await moved({ format: 'xlsx', columns: USUAL_COLUMNS }, workspace(true)), allBefore());
  });

  it('by XLSX in the shape of TextIt, but for the order of addresses of several schemes, their channel and display', async () => {
    const without = (all: Shown[]) => all.map((one) => ({ ...one, urns: one.urns.map(identityOf).sort() }));
    expectSame(without(await moved({ format: 'xlsx' }, workspace(true))), without(allBefore()));
  });

  it.each([
    ['JSON Lines', 'people.jsonl', { format: 'jsonl', columns: null }],
    ['CSV', 'people.csv', { format: 'csv', columns: null }],
    ['XLSX', 'people.xlsx', { format: 'xlsx', columns: USUAL_COLUMNS }],
    ['XLSX in the shape of TextIt', 'textit.xlsx', { format: 'xlsx', columns: null }],
  ] as const)('and nobody is changed by them where they came from, on another day, by %s', async (_, name, of) => {
    const were = new Map(before.map((contact) => [contact.uuid, contact]));
    const found = become(
      await read(await written(of), name, from),
      (uuid) => were.get(uuid) ?? expect.fail(uuid),
      addDays(NOW, 1.3),
    );
    expect(found).toHaveLength(PEOPLE);
    expect(found.filter(({ changed }) => changed).map(({ contact, events }) => [contact.uuid, events])).toEqual([]);
  });
});

describe('a file that a spreadsheet opens', () => {
  it('has no cell that it would run, but numbers', async () => {
    const text = String(await written({ format: 'csv', columns: null }));
    const { parse } = await import('csv-parse/sync');
    const cells = (parse(text, { bom: true }) as string[][]).flat();
    const running = cells.filter((cell) => /^[=+\-@\t\r\n＝＋－＠]/.test(cell));
    expect(running.filter((cell) => !/^[+-]?\d[\d .]*$/.test(cell))).toEqual([]);
    expect(running).toContain('+250788123456');
  });
});

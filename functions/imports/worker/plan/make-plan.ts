import { randomUUID } from 'node:crypto';
import { openSegments } from '#segments';
import { apply } from '../../../../shared/domain/contacts/apply.ts';
import type { Contact } from '../../../../shared/domain/contacts/contact.ts';
import { newContact } from '../../../../shared/domain/contacts/new-contact.ts';
import { identityOf } from '../../../../shared/domain/contacts/urns.ts';
import { keepsOptOut, modifiersFor } from '../../../../shared/domain/imports/change.ts';
import {
  type Import,
  type Part,
  type PartRow,
  type Plan,
  partKey,
  refusedKey,
} from '../../../../shared/domain/imports/plan.ts';
import { type Refused, type Wrong, wrong } from '../../../../shared/domain/imports/record.ts';
import { isWrong, ONLY_OUT, optsOut, type Row } from '../../../../shared/domain/imports/row.ts';
import type { Known } from '../../../../shared/domain/imports/textit/known.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import { type Job, SLICE_SIZE } from '../../../../shared/domain/jobs/job.ts';
import type { Assets, FieldType } from '../../../../shared/domain/workspace.ts';
import type { FileRuntime } from '../../../../shared/services/runtime.ts';
import { Writing } from '../parts.ts';
import { FileError, MOST_RECORDS } from '../read/limits.ts';
import type { Listing } from '../read/listings.ts';
import { Columns } from './columns.ts';
import { isNobodys, type Nobodys, type NumberedRow, type Resolved, resolveRows } from './find-contacts.ts';
import { Seen } from './first-places.ts';
import { Wanted } from './new-assets.ts';
import { OptedOut } from './opted-out.ts';
import { type Brought, bring } from './pulled-assets.ts';
import { Rows } from './row-reader.ts';
import type { Segments } from './segments.ts';

/** Refused rows that the plan itself shows. */
const SHOWN = 100;
/** Where a row stands, as one number: lines of a file are fewer. */
const FILE_STEP = 1e10;

export interface ReadingOf {
  readonly imported: Import;
  readonly job: Job;
  readonly listings: readonly Listing[];
  readonly assets: Assets;
  /** Of fields that a file itself says more about. */
  readonly types: ReadonlyMap<string, FieldType>;
  /** What the source of a pull has besides. */
  readonly brought: Known | null;
  readonly now: Instant;
}

/**
 * Goes through the records of an import, and writes down, in parts of a slice each, what rows there are and whose they are, and what is
 * refused. It holds one slice at a time, and 16 bytes of each address; nothing of a contact is changed.
 */
export class Reading {
  readonly #runtime: FileRuntime;
  readonly #of: ReadingOf;
  readonly #attempt = randomUUID();
  readonly #columns: Columns;
  readonly #rows: Rows;
  readonly #optedOut: OptedOut;
  readonly #wanted: Wanted;
  readonly #writing: Writing;
  readonly #seen = new Seen();
  readonly #counts = { rows: 0, created: 0, updated: 0, unchanged: 0, invalid: 0, duplicates: 0, given: 0, kept: 0 };
  readonly #rowsOf: number[];
  readonly #refused: Refused[] = [];
  #batch: (NumberedRow | Refused)[] = [];
  #wrong: Refused[] = [];
  #part: { contacts: Resolved['uuid'][]; rows: PartRow[] } = { contacts: [], rows: [] };
  #segments: Segments | null = null;
  #brought: Brought = { smart: [], warnings: [] };
  #parts = 0;
  #refusedParts = 0;

  constructor(runtime: FileRuntime, of: ReadingOf) {
    this.#runtime = runtime;
    this.#of = of;
    this.#columns = new Columns(of.imported, of.assets);
    this.#rows = new Rows(of, this.#columns);
    const resolved = (rows: readonly NumberedRow[]) => this.#resolved(rows);
    this.#optedOut = new OptedOut({ columns: this.#columns, rows: this.#rows, resolved });
    this.#wanted = new Wanted(of.assets, of.types, of.now);
    this.#writing = new Writing(runtime.files);
    this.#rowsOf = of.listings.map(() => 0);
  }

  /** Reads all of it. Throws FileError for what cannot be imported. */
  async read(): Promise<Plan> {
    for (const [file, listing] of this.#of.listings.entries()) await this.#optedOut.find(file, listing);
    this.#readSegments();
    const { brought, now } = this.#of;
    if (brought !== null) this.#brought = bring(brought, this.#wanted, now);
    for (const [file, listing] of this.#of.listings.entries()) await this.#readListing(file, listing);
    await this.#resolve();
    await this.#flushPart();
    await this.#flushRefused();
    await this.#writing.end();
    return this.#plan();
  }

  #readSegments(): void {
    const { listings } = this.#of;
    const segments = listings.flatMap((listing) => listing.segments ?? []);
    // Without people nothing shows that a query says the same.
    if (listings.every((listing) => listing.segments !== undefined))
      throw new FileError('Only definitions of segments are in it, and nobody. Import the endpoints with them.');
    const of = { columns: this.#columns, wanted: this.#wanted, now: this.#of.now };
    if (segments.length > 0) this.#segments = openSegments(segments, of);
  }

  async #readListing(file: number, listing: Listing): Promise<void> {
    for await (const record of listing.records()) {
      if (++this.#counts.rows > MOST_RECORDS)
        throw new FileError(`It has more than ${MOST_RECORDS.toLocaleString('en')} rows. Import it in parts.`);
      const number = (this.#rowsOf[file] ?? 0) + 1;
      this.#rowsOf[file] = number;
      const row = this.#rows.of(record, listing);
      const { line } = record;
      const endpoints = isWrong(record) ? [] : (record.endpoints ?? []);
      this.#batch.push(isWrong(row) ? { ...row, file, line, number } : { file, line, number, row, endpoints });
      if (this.#batch.length === SLICE_SIZE) await this.#resolve();
    }
  }

  #resolved(rows: readonly NumberedRow[]): Promise<readonly (Resolved | Nobodys)[]> {
    const { workspace, uuid } = this.#of.job;
    return resolveRows(this.#runtime.data, workspace, uuid, rows);
  }

  /** Decides about the rows of a batch, in their order: so what is taken and what is refused are each in that of the files. */
  async #resolve(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    const found = (await this.#resolved(batch.filter((one): one is NumberedRow => !isWrong(one)))).values();
    for (const one of batch)
      if (isWrong(one)) await this.#refuse(one);
      else await this.#decide(one, found.next().value as Resolved | Nobodys);
  }

  async #decide(one: NumberedRow, resolved: Resolved | Nobodys): Promise<void> {
    const problem = isNobodys(resolved) ? resolved : this.#duplicate(one, resolved);
    if (problem === null) return this.#take(one, resolved as Resolved);
    const { reason, text } = problem;
    const { file, line, number } = one;
    await this.#refuse({ reason, text, file, line, number });
    // A row that shares an address with an earlier one may name another contact besides, who opts out as well.
    if (optsOut(one.row))
      await this.#optOutAll(
        one,
        isNobodys(resolved) ? resolved.named : resolved.contact === null ? [] : [resolved.contact],
      );
  }

  /** Whom a row names that is nobody's, and opts out: all of them, but for those whose own row does that already. */
  async #optOutAll(one: NumberedRow, named: readonly Contact[]): Promise<void> {
    for (const contact of named) {
      const { uuid } = contact;
      if (this.#seen.find(uuid) !== null) continue;
      this.#seen.add(uuid, one.file * FILE_STEP + one.line);
      await this.#take({ ...one, row: { uuid, urns: [], ...ONLY_OUT } }, { uuid, contact, refused: false });
    }
  }

  /** A contact is changed once by an import: by the first of its rows, in whose opt-out those of all others are. */
  #duplicate({ file, line, row }: PartRow, { uuid }: Resolved): Wrong | null {
    const names = [uuid, ...row.urns.map(identityOf)];
    const first = names.map((name) => this.#seen.find(name)).find((place) => place !== null) ?? null;
    if (first === null) {
      for (const name of names) this.#seen.add(name, file * FILE_STEP + line);
      return null;
    }
    this.#counts.duplicates++;
    const [ofFile, ofLine] = [Math.floor(first / FILE_STEP), first % FILE_STEP];
    const where = ofFile === file ? `line ${ofLine}` : `line ${ofLine} of ${this.#of.listings[ofFile]?.name}`;
    return wrong('duplicate', `It is the same person as ${where}.`);
  }

  async #take(
    { file, line, number, row: read, endpoints = [] }: NumberedRow,
    { uuid, contact, refused }: Resolved,
  ): Promise<void> {
    const optOut = this.#optedOut.has([uuid, ...read.urns.map(identityOf)]);
    const row = optOut && !read.optOut ? { ...read, optOut } : read;
    this.#wanted.add(row);
    if (endpoints.length > 0)
      this.#segments?.compare(endpoints, (assets) => this.#becomes(row, { uuid, contact, refused }, assets));
    if (contact === null) this.#counts.created++;
    else if (this.#changes(row, contact)) this.#counts.updated++;
    else this.#counts.unchanged++;
    if (row.optOut && contact?.optOut == null) this.#counts.given++;
    else if (contact === null ? refused : keepsOptOut(row, contact)) this.#counts.kept++;
    this.#part.contacts.push(uuid);
    this.#part.rows.push({ file, line, number, row, ...(contact === null && { isNew: true }) });
    if (this.#part.rows.length === SLICE_SIZE) await this.#flushPart();
  }

  #changes(row: Row, contact: NonNullable<Resolved['contact']>): boolean {
    const { assets, names } = this.#wanted;
    const { now, job } = this.#of;
    const change = { by: job.createdBy, via: 'job' } as const;
    return apply(contact, modifiersFor(row, contact, names), assets, { now, change, taken: new Set() }).changed;
  }

  /** With smart groups that there may be, what a row makes of its contact. */
  #becomes(row: Row, { uuid, contact }: Resolved, assets: Assets): Contact {
    const { now, job } = this.#of;
    const change = { by: job.createdBy, via: 'job' } as const;
    const before = contact ?? newContact({ uuid, now, change });
    const modifiers = [...modifiersFor(row, before, this.#wanted.names), { type: 'regroup' } as const];
    return apply(before, modifiers, assets, { now, change, taken: new Set() }).contact;
  }

  async #refuse(refused: Refused): Promise<void> {
    this.#counts.invalid++;
    if (this.#refused.length < SHOWN) this.#refused.push(refused);
    this.#wrong.push(refused);
    if (this.#wrong.length === SLICE_SIZE) await this.#flushRefused();
  }

  async #flushPart(): Promise<void> {
    if (this.#part.rows.length === 0) return;
    const { workspace, uuid } = this.#of.job;
    const part: Part = this.#part;
    await this.#writing.put(partKey(workspace, this.#of.imported.uuid, uuid, this.#attempt, this.#parts++), part);
    this.#part = { contacts: [], rows: [] };
  }

  async #flushRefused(): Promise<void> {
    if (this.#wrong.length === 0) return;
    const { workspace, uuid } = this.#of.job;
    await this.#writing.put(
      refusedKey(workspace, this.#of.imported.uuid, uuid, this.#attempt, this.#refusedParts++),
      this.#wrong,
    );
    this.#wrong = [];
  }

  #plan(): Plan {
    const { rows, created, updated, unchanged, invalid, duplicates, given, kept } = this.#counts;
    const { listings } = this.#of;
    const newSmartGroups = [...this.#brought.smart, ...(this.#segments?.end() ?? [])];
    return {
      attempt: this.#attempt,
      files: listings.map(({ name, format }, file) => ({ name, format, rows: this.#rowsOf[file] ?? 0 })),
      columns: this.#columns.show(),
      ...{ rows, created, updated, unchanged, invalid, duplicates },
      optOuts: { given, kept },
      newFields: this.#wanted.fields,
      newGroups: this.#wanted.groups,
      ...(newSmartGroups.length > 0 && { newSmartGroups }),
      warnings: [...listings.flatMap(({ warnings }) => warnings), ...this.#warnings()],
      refused: this.#refused,
      parts: this.#parts,
      refusedParts: this.#refusedParts,
    };
  }

  #warnings(): string[] {
    const smart = [...this.#wanted.smart].map(
      (name) => `${name} is a smart group: its query says who is in it, and the file does not.`,
    );
    const all = [...smart, ...this.#brought.warnings, ...(this.#segments?.warnings ?? [])];
    if (this.#counts.rows === 0) return [...all, 'There is nobody in it.'];
    return this.#columns.has('urn') || this.#columns.has('uuid')
      ? all
      : [...all, 'No column has addresses: say in the mapping which one does, as "urn:tel" or "urn:mailto".'];
  }
}

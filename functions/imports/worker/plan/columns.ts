import { readInstead } from '../../../../shared/domain/cells/cell.ts';
import { cellMeaning } from '../../../../shared/domain/cells/consent.ts';
import type { FileRecord } from '../../../../shared/domain/cells/record.ts';
import type { AssetsByName } from '../../../../shared/domain/contacts/properties/imported.ts';
import { namesIn } from '../../../../shared/domain/imports/change.ts';
import { ConsentCounter, type CountedConsent, decideColumn } from '../../../../shared/domain/imports/consent/gate.ts';
import { Countries } from '../../../../shared/domain/imports/countries.ts';
import { guessTarget, namesFields } from '../../../../shared/domain/imports/guess-target.ts';
import type { Format, Import, Plan } from '../../../../shared/domain/imports/plan.ts';
import type { RecalledColumn } from '../../../../shared/domain/imports/recalled.ts';
import type { Candidate, HowOfColumn, StandingCells } from '../../../../shared/domain/imports/refusals.ts';
import {
  type ColumnTarget,
  fieldNameFor,
  isRefusingTarget,
  mayRefuse,
  parseTarget,
  type RefusingRead,
  type TargetText,
} from '../../../../shared/domain/imports/target.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import { isRefusal, type Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import { foldedText } from '../../../../shared/query/values/folded-text.ts';
import { ColumnFit, type Contents, type CountedFit, type Fitting, openContents } from '../read/index.ts';
import { FileError, MOST_COLUMNS } from '../read/limits.ts';
import type { Found } from '../read/table.ts';
import { isForeign, isOfFormat, isPlainColumn } from './consent-columns.ts';
import { ListedCells } from './listed-cells.ts';
import { MetListings, type StoredListings } from './met-listings.ts';
import { hashedText } from './recall.ts';

const EXAMPLES = 3;
const EXAMPLE_LENGTH = 60;

/** What a listing says of itself that its columns are read by. */
interface ColumnsOf {
  readonly name: string;
  readonly format: Format;
  /** It is an export of this service, or was pulled from another workspace. */
  readonly own?: boolean;
  readonly pulled?: boolean;
}

type Meeting = Pick<FileRecord, 'cells' | 'exact' | 'ofEndpoints'> & Pick<Found, 'headings'>;

/** One column of an import. */
interface Column {
  text: TargetText;
  target: ColumnTarget;
  readonly examples: string[];
  /** What its cells say of consent; null: it cannot speak of that. */
  tally: ConsentCounter | null;
  /** It is a field or a group of the workspace from which contacts were pulled. */
  isForeign: boolean;
  /** How it says for certain who wants no messages, by the format of a file; null: it does not. */
  certain: RefusingRead | null;
  /** Cells that a declaration lists, as far as it has them. */
  readonly listed: Set<string>;
  /** What its cells look like, where only its name explains it. */
  readonly fit: ColumnFit | null;
  candidate: Candidate | null;
}

interface KeptColumn extends Pick<Column, 'text' | 'examples' | 'isForeign' | 'certain'> {
  readonly tally: CountedConsent | null;
  readonly fit: CountedFit | null;
  readonly listed: readonly string[];
}

/** What was met of the columns of an import, as it can be stored. */
export interface MetColumns {
  readonly columns: readonly (readonly [column: string, kept: KeptColumn])[];
  readonly met: StoredListings;
  readonly contents: Contents['kept'];
  readonly countries: Countries['kept'];
}

type Given = Pick<Import, 'mapping' | 'declared' | 'values' | 'recalled'>;

/** The columns of an import as they are met, what each becomes, and what stands in them. */
export class ImportColumns {
  readonly targets = new Map<string, ColumnTarget>();
  /** Of the numbers in columns of addresses. */
  readonly countries: Countries;
  readonly warnings: Refusal[] = [];
  /** The types of new fields by their cells, and how dates are read. */
  readonly contents: Contents;
  readonly #columns = new Map<string, Column>();
  readonly #met: MetListings;
  readonly #given: Given;
  readonly #listed: ListedCells;
  readonly #assets: Assets;
  readonly #field: AssetsByName['field'];
  readonly #fitting: Fitting;

  /** @param kept - what was met before */
  constructor(given: Given, assets: Assets, now: Instant, kept: MetColumns | null = null) {
    this.#given = given;
    this.#assets = assets;
    this.countries = new Countries(kept?.countries);
    const { settings } = assets;
    const { field, group } = namesIn(assets);
    this.#field = field;
    this.#fitting = { country: settings.country, isGroup: (name) => group(name)?.query === null };
    this.contents = openContents({
      settings,
      now,
      field,
      before: (name) => this.#recalled(name).order,
      kept: kept?.contents,
    });
    for (const [column, { tally, fit, listed, ...met }] of kept?.columns ?? [])
      this.#add(column, {
        ...met,
        target: targetIn(met.text),
        tally: tally && new ConsentCounter(tally),
        fit: fit && new ColumnFit(fit),
        listed: new Set(listed),
        candidate: null,
      });
    this.#met = new MetListings(kept?.met);
    this.#listed = new ListedCells(given.declared, this.#met);
  }

  /** What was met, as it can be stored before anything is decided. */
  get kept(): MetColumns {
    return {
      columns: [...this.#columns].map(([name, { tally, fit, listed, target: _, candidate: __, ...met }]) => [
        name,
        { ...met, tally: tally?.kept ?? null, fit: fit?.kept ?? null, listed: [...listed] },
      ]),
      met: this.#met.kept,
      contents: this.contents.kept,
      countries: this.countries.kept,
    };
  }

  /** Takes note of a record's columns and of what its cells say. */
  meet(record: Meeting, listing: ColumnsOf): void {
    this.#met.row(listing.name, record);
    // Others say of each field what it is.
    const isTyped = record.exact !== true && record.ofEndpoints !== true && listing.pulled !== true;
    for (const cell of record.cells) {
      const [name, text] = cell;
      const speaks = this.#met.cell(listing.name, cell, () => this.#begin(name, record, listing));
      const column = this.#columns.get(name);
      if (column === undefined) continue;
      if (speaks) column.tally?.add(text, this.#heard(name, text));
      if (this.#listed.of(name)?.has(foldedText(text))) column.listed.add(foldedText(text));
      if (isTyped) this.contents.add(name, readInstead(this.#given.values, name, text));
      if (column.target.to === 'urn') this.countries.add(text);
      column.fit?.add(text, column.target, this.#fitting);
      const example = text.slice(0, EXAMPLE_LENGTH);
      if (column.examples.length < EXAMPLES && !column.examples.includes(example)) column.examples.push(example);
    }
  }

  /** What a cell says of consent: a value counts only where the cell itself says nothing. */
  #heard(column: string, cell: string): string {
    const value = readInstead(this.#given.values, column, cell);
    return value === cell || cellMeaning(cell) !== 'other' ? cell : value;
  }

  /** Decides how each column is read, once all records were met. */
  decide(): void {
    for (const [name, column] of this.#columns) {
      const { tally, isForeign: foreign, certain } = column;
      const { target, refusing, candidate } = decideColumn({
        column: name,
        tally,
        guess: tally === null ? column.text : this.#guess(name, false),
        foreign,
        certain,
        mapped: this.#mapped(name),
        before: this.#toldBefore(name, tally),
        absent: this.#met.absentOf(name),
        refusals: this.#given.declared?.refusals ?? null,
      });
      column.candidate = candidate;
      this.#become(name, column, target);
      if (refusing.length > 0) this.#set(name, column, { ...column.target, refusing });
    }
    // A blank cell may mean it in a column that has no others.
    for (const name of this.#met.headings) {
      const listed = this.#columns.has(name) ? null : this.#listed.of(name);
      if (listed !== null) this.targets.set(name, { to: 'ignore', about: '', refusing: [listed] });
    }
    this.#fit();
    this.contents.settle(this.targets);
    this.warnings.push(...this.contents.warnings);
  }

  /** Takes no column for what most of its cells are not, and addresses for what they are where there are no others. */
  #fit(): void {
    const guessed = [...this.#columns].filter(([, { target }]) => !mayRefuse(target));
    for (const [name, column] of guessed) {
      const { target, fit } = column;
      if (!fit?.isUnlike(target)) continue;
      // A field called `Phone` would take the numbers of the next file.
      const field = fieldNameFor(target.about === '' && target.to === 'urn' ? name : `${name} text`);
      const instead = field === null ? 'ignore' : `field:${field}`;
      this.warnings.push({ code: 'warn_column_unlike', column: name, target: column.text, instead });
      this.#become(name, column, instead);
    }
    const others = guessed.filter(([, { target }]) => this.#isOpen(target));
    for (const [name, column] of others) {
      if (column.target.to !== 'field' || !column.fit?.isOfGroups) continue;
      this.warnings.push({ code: 'warn_column_groups', column: name });
      this.#become(name, column, 'groups');
    }
    if (this.has('urn') || this.has('uuid')) return;
    const sure = others.filter(([, { fit }]) => fit?.isOfAddresses);
    const numbers = others.filter(([, { fit }]) => fit?.isOfNumbers).slice(0, 1);
    for (const [name, column] of sure.length > 0 ? sure : numbers) {
      this.warnings.push({ code: 'warn_column_addresses', column: name });
      this.#become(name, column, 'urn');
    }
  }

  /** Whether only a column's name says what it is, and no field of the workspace has it. */
  #isOpen({ to, about }: ColumnTarget): boolean {
    return to === 'name' || (to === 'field' && this.#field(about) === undefined);
  }

  /** The columns that may say who wants no messages. */
  get candidates(): readonly Candidate[] {
    return [...this.#columns.values()].flatMap(({ candidate }) => candidate ?? []);
  }

  /** All columns of the files, each with its hash: a saved mapping keeps no name and no cell as it stands. */
  get hashes(): ReadonlyMap<string, string> {
    return new Map([...this.#met.headings].map((name) => [name, hashedText(name)]));
  }

  get seen(): StandingCells {
    return Object.fromEntries(
      [...this.hashes].map(([name, key]) => {
        const column = this.#columns.get(name);
        return [key, column === undefined ? [] : (column.tally?.seen?.map(hashedText) ?? null)];
      }),
    );
  }

  /** Whether a listing is an export of this service, or was pulled, and says by itself who in it wants no messages. */
  isOwn({ name, own }: ColumnsOf): boolean {
    return own === true || this.#met.isOwn(name);
  }

  /** Whether a column of a listing says who in it wants no messages. */
  saysWhoIsOut({ name }: ColumnsOf): boolean {
    return this.#met.headingsOf(name).some((one) => mayRefuse(this.targetOf(one)));
  }

  /** Whether any column does. */
  get refuses(): boolean {
    return [...this.targets.values()].some(mayRefuse);
  }

  /** A record with the cells that it leaves blank, of columns where a blank cell says that its person wants none. */
  withBlanks<Record extends Pick<FileRecord, 'cells'>>(record: Record, { name }: ColumnsOf): Record {
    return this.#listed.withBlanks(record, name);
  }

  /** Listed cells that no row has, by column. */
  get unmet(): readonly (readonly [column: string, cells: readonly string[]])[] {
    return [...this.#met.headings].map((name) => {
      const column = this.#columns.get(name);
      const hasBlank = this.#met.absentOf(name) + (column?.tally?.counts.blank ?? 0) > 0;
      const isUnmet = (cell: string): boolean => (cell === '' ? !hasBlank : !column?.listed.has(cell));
      return [name, [...(this.#listed.of(name) ?? [])].filter(isUnmet)];
    });
  }

  /** What a column becomes, also one that nobody has. */
  targetOf(column: string): ColumnTarget {
    return this.targets.get(column) ?? targetIn(this.#mapped(column) ?? this.#guess(column, false));
  }

  #mapped(column: string): TargetText | undefined {
    return own(this.#given.mapping, column);
  }

  #guess(column: string, prefixed: boolean): TargetText {
    const guess = guessTarget(column, this.#assets, { prefixed });
    return isRefusingTarget(guess) ? guess : (this.#recalled(column).target ?? guess);
  }

  /** How the last import was told that a column says who wants no messages, as far as it has these cells again. */
  #toldBefore(column: string, tally: Column['tally']): HowOfColumn | null {
    const { how = null } = this.#recalled(column);
    if (how === null || typeof how === 'string') return how;
    const cells = ['', ...(tally?.shown.values ?? []).map(({ value }) => value)].filter((one) =>
      how.includes(hashedText(one)),
    );
    return cells.length === 0 ? null : cells;
  }

  /** How the last import with these columns read one of them. */
  #recalled(column: string): RecalledColumn {
    const { recalled } = this.#given;
    return (recalled && own(recalled.columns, hashedText(column))) ?? {};
  }

  /** Whether a column may speak of consent in a listing, where it was just met. */
  #begin(name: string, { cells, headings, ofEndpoints, exact }: Meeting, listing: ColumnsOf): boolean {
    const own = exact === true || listing.own === true;
    const prefixed = own || namesFields(headings ?? cells.map(([other]) => other));
    const guess = this.#guess(name, prefixed);
    const mapped = this.#mapped(name);
    let column = this.#columns.get(name);
    if (column === undefined) {
      if (this.#columns.size >= MOST_COLUMNS) throw new FileError({ code: 'too_many_columns', most: MOST_COLUMNS });
      const isGuessed = !prefixed && listing.pulled !== true && ofEndpoints !== true && mapped === undefined;
      const fit = isGuessed ? new ColumnFit() : null;
      const target = targetIn(mapped ?? guess);
      const listed = new Set<string>();
      column = {
        text: guess,
        target,
        examples: [],
        tally: null,
        isForeign: false,
        certain: null,
        listed,
        fit,
        candidate: null,
      };
      this.#add(name, column);
      this.#become(name, column, mapped ?? guess);
    }
    const isCertain = isOfFormat(name, listing.format);
    const isPlain = isCertain || isPlainColumn(name, guess, { own, prefixed });
    if (isPlain && isRefusingTarget(guess)) column.certain = guess;
    if (own && isForeign(name)) column.isForeign = true;
    if (isPlain) return false;
    column.tally ??= new ConsentCounter();
    return true;
  }

  #add(name: string, column: Column): void {
    this.#columns.set(name, column);
    this.targets.set(name, column.target);
  }

  #become(name: string, column: Column, text: TargetText): void {
    column.text = isRefusal(parseTarget(text)) ? 'ignore' : text;
    this.#set(name, column, targetIn(text));
  }

  #set(name: string, column: Column, target: ColumnTarget): void {
    column.target = target;
    this.targets.set(name, target);
  }

  /** Whether any column has such a target. */
  has(to: ColumnTarget['to']): boolean {
    return [...this.targets.values()].some((target) => target.to === to);
  }

  show(): readonly Omit<Plan['columns'][number], 'becomes'>[] {
    return [...this.#columns].map(([column, { text, examples }]) => {
      const order = this.contents.orderOf(column);
      return { column, target: text, examples, ...(order && { order }) };
    });
  }
}

const own = <Value>(all: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(all, name) ? all[name] : undefined;

function targetIn(text: TargetText): ColumnTarget {
  const target = parseTarget(text);
  return isRefusal(target) ? { to: 'ignore', about: '' } : target;
}

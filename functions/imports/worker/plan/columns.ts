import { hash } from 'node:crypto';
import type { AssetsByName } from '../../../../shared/domain/contacts/properties/imported.ts';
import { readInstead } from '../../../../shared/domain/imports/cell.ts';
import { namesIn } from '../../../../shared/domain/imports/change.ts';
import { cellMeaning } from '../../../../shared/domain/imports/consent/cells.ts';
import type { ConsentFinding } from '../../../../shared/domain/imports/consent/finding.ts';
import {
  ConsentCounter,
  type CountedConsent,
  decideColumn,
  isRefusing,
} from '../../../../shared/domain/imports/consent/gate.ts';
import type { StandingCells } from '../../../../shared/domain/imports/consent/recognise.ts';
import { Countries } from '../../../../shared/domain/imports/countries.ts';
import { guessTarget, namesFields } from '../../../../shared/domain/imports/guess-target.ts';
import type { Import, Plan } from '../../../../shared/domain/imports/plan.ts';
import type { FileRecord } from '../../../../shared/domain/imports/record.ts';
import {
  type ColumnTarget,
  fieldNameFor,
  parseTarget,
  type TargetText,
} from '../../../../shared/domain/imports/target.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import { isRefusal, type Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import { ColumnFit, type Contents, type CountedFit, type Fitting, openContents } from '../read/index.ts';
import { FileError, MOST_COLUMNS } from '../read/limits.ts';
import { isForeign, isPlainColumn } from './consent-columns.ts';

const EXAMPLES = 3;
const EXAMPLE_LENGTH = 60;

/** What a listing says of itself that its columns are read by. */
interface ColumnsOf {
  readonly name: string;
  /** Its contacts were pulled from another workspace. */
  readonly pulled?: boolean;
}

type Meeting = Pick<FileRecord, 'cells' | 'exact' | 'ofEndpoints'>;

/** One column of an import. */
interface Column {
  text: TargetText;
  target: ColumnTarget;
  readonly examples: string[];
  /** What its cells say of consent; null: it cannot speak of that. */
  tally: ConsentCounter | null;
  /** It is a field or a group of the workspace from which contacts were pulled. */
  isForeign: boolean;
  /** What its cells look like, where only its name explains it. */
  readonly fit: ColumnFit | null;
  finding: ConsentFinding | null;
}

interface KeptColumn extends Pick<Column, 'text' | 'examples' | 'isForeign'> {
  readonly tally: CountedConsent | null;
  readonly fit: CountedFit | null;
}

/** What was met of the columns of an import, as it can be stored. */
export interface MetColumns {
  readonly columns: readonly (readonly [column: string, kept: KeptColumn])[];
  /** By listing, its columns, and whether each may speak of consent there. */
  readonly met: readonly (readonly [listing: string, columns: readonly (readonly [string, boolean])[]])[];
  readonly contents: Contents['kept'];
  readonly countries: Countries['kept'];
}

/** The columns of an import as they are met, what each becomes, and what stands in them. */
export class ImportColumns {
  readonly targets = new Map<string, ColumnTarget>();
  /** Of the numbers in columns of addresses. */
  readonly countries: Countries;
  readonly warnings: Refusal[] = [];
  /** The types of new fields by their cells, and how dates are read. */
  readonly contents: Contents;
  readonly #columns = new Map<string, Column>();
  /** By listing, its columns, and whether each may speak of consent there. */
  readonly #met: Map<string, Map<string, boolean>>;
  readonly #given: Pick<Import, 'mapping' | 'dismissed' | 'values' | 'seen'>;
  readonly #assets: Assets;
  readonly #field: AssetsByName['field'];
  readonly #fitting: Fitting;

  /** @param kept - what was met before */
  constructor(
    given: Pick<Import, 'mapping' | 'dismissed' | 'values' | 'seen'>,
    assets: Assets,
    now: Instant,
    kept: MetColumns | null = null,
  ) {
    this.#given = given;
    this.#assets = assets;
    this.countries = new Countries(kept?.countries);
    const { settings } = assets;
    const { field, group } = namesIn(assets);
    this.#field = field;
    this.#fitting = { country: settings.country, isGroup: (name) => group(name)?.query === null };
    this.contents = openContents({ settings, now, field, kept: kept?.contents });
    for (const [column, { tally, fit, ...met }] of kept?.columns ?? [])
      this.#add(column, {
        ...met,
        target: targetIn(met.text),
        tally: tally && new ConsentCounter(tally),
        fit: fit && new ColumnFit(fit),
        finding: null,
      });
    this.#met = new Map(kept?.met.map(([listing, columns]) => [listing, new Map(columns)]));
  }

  /** What was met, as it can be stored before anything is decided. */
  get kept(): MetColumns {
    return {
      columns: [...this.#columns].map(([name, { text, examples, isForeign, tally, fit }]) => [
        name,
        { text, examples, isForeign, tally: tally?.kept ?? null, fit: fit?.kept ?? null },
      ]),
      met: [...this.#met].map(([listing, columns]) => [listing, [...columns]]),
      contents: this.contents.kept,
      countries: this.countries.kept,
    };
  }

  /** Takes note of a record's columns and of what its cells say. */
  meet(record: Meeting, listing: ColumnsOf): void {
    const met = this.#met.get(listing.name) ?? new Map<string, boolean>();
    this.#met.set(listing.name, met);
    // Others say of each field what it is.
    const isTyped = record.exact !== true && record.ofEndpoints !== true && listing.pulled !== true;
    for (const [name, text] of record.cells) {
      let speaks = met.get(name);
      if (speaks === undefined) {
        speaks = this.#begin(name, record, listing);
        met.set(name, speaks);
      }
      const column = this.#columns.get(name);
      if (column === undefined) continue;
      if (speaks) column.tally?.add(this.#heard(name, text));
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

  /** Decides about the columns that speak of consent, once all records were met. */
  decide(): void {
    for (const [name, column] of this.#columns) {
      if (column.tally === null) continue;
      const decided = decideColumn({
        column: name,
        tally: column.tally,
        guess: this.#guess(name, false),
        foreign: column.isForeign,
        mapped: own(this.#given.mapping, name),
        reason: own(this.#given.dismissed, name),
        seen: own(this.#given.seen ?? {}, name),
        stands: hashed(column.tally.seen),
      });
      if (decided === null) continue;
      column.finding = decided.finding;
      this.#become(name, column, decided.target);
    }
    this.#fit();
    this.contents.settle(this.targets);
    this.warnings.push(...this.contents.warnings);
  }

  /** Takes no column for what most of its cells are not, and addresses for what they are where there are no others. */
  #fit(): void {
    const guessed = [...this.#columns].filter(([, { finding }]) => finding === null);
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

  /** Of the columns that speak of consent, what was decided. */
  get findings(): readonly ConsentFinding[] {
    return [...this.#columns.values()].flatMap(({ finding }) => finding ?? []);
  }

  /** Whether a column of a listing, which speaks of consent, says who in it has opted out. */
  saysWhoIsOut({ name }: ColumnsOf): boolean {
    const columns = [...(this.#met.get(name)?.keys() ?? [])].flatMap((one) => this.#columns.get(one) ?? []);
    return columns.some(({ finding, text }) => finding !== null && isRefusing(text));
  }

  /** What a column becomes, also one that nobody has. */
  targetOf(column: string): ColumnTarget {
    return this.targets.get(column) ?? targetIn(own(this.#given.mapping, column) ?? this.#guess(column, false));
  }

  #guess(column: string, prefixed: boolean): TargetText {
    return guessTarget(column, this.#assets, { prefixed });
  }

  /** Whether a column may speak of consent in a listing, where it was just met. */
  #begin(name: string, { cells, ofEndpoints, exact: isExact }: Meeting, listing: ColumnsOf): boolean {
    const exact = isExact === true;
    const prefixed = exact || namesFields(cells.map(([other]) => other));
    const guess = this.#guess(name, prefixed);
    const mapped = own(this.#given.mapping, name);
    let column = this.#columns.get(name);
    if (column === undefined) {
      if (this.#columns.size >= MOST_COLUMNS) throw new FileError({ code: 'too_many_columns', most: MOST_COLUMNS });
      const isGuessed = !prefixed && listing.pulled !== true && ofEndpoints !== true && mapped === undefined;
      const fit = isGuessed ? new ColumnFit() : null;
      const target = targetIn(mapped ?? guess);
      column = { text: guess, target, examples: [], tally: null, isForeign: false, fit, finding: null };
      this.#add(name, column);
      this.#become(name, column, mapped ?? guess);
    }
    const isForeignHere = listing.pulled === true && isForeign(name);
    if (isForeignHere) column.isForeign = true;
    else if (listing.pulled || isPlainColumn(name, guess, { exact, prefixed })) return false;
    column.tally ??= new ConsentCounter();
    return true;
  }

  #add(name: string, column: Column): void {
    this.#columns.set(name, column);
    this.targets.set(name, column.target);
  }

  #become(name: string, column: Column, text: TargetText): void {
    column.target = targetIn(text);
    column.text = isRefusal(parseTarget(text)) ? 'ignore' : text;
    this.targets.set(name, column.target);
  }

  /** Whether any column has such a target. */
  has(to: ColumnTarget['to']): boolean {
    return [...this.targets.values()].some((target) => target.to === to);
  }

  show(): readonly Omit<Plan['columns'][number], 'becomes'>[] {
    return [...this.#columns].map(([column, { text, examples }]) => ({ column, target: text, examples }));
  }
}

/** A saved mapping keeps no cell as it stands. */
const hashed = ({ values, loud }: StandingCells): StandingCells => ({
  values: values?.map((value) => hash('sha256', value).slice(0, 12)) ?? null,
  loud,
});

const own = <Value>(all: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(all, name) ? all[name] : undefined;

function targetIn(text: TargetText): ColumnTarget {
  const target = parseTarget(text);
  return isRefusal(target) ? { to: 'ignore', about: '' } : target;
}

import { hash } from 'node:crypto';
import { readInstead } from '../../../../shared/domain/imports/cell-values.ts';
import { namesIn } from '../../../../shared/domain/imports/change.ts';
import { cellMeaning } from '../../../../shared/domain/imports/consent/cells.ts';
import type { ConsentFinding } from '../../../../shared/domain/imports/consent/finding.ts';
import {
  ConsentCounter,
  type CountedConsent,
  decideColumn,
  isRefusing,
} from '../../../../shared/domain/imports/consent/gate.ts';
import type { StandingCells } from '../../../../shared/domain/imports/consent/standing-cells.ts';
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
import { ColumnFit, type Contents, type CountedFit, openContents } from '../read/index.ts';
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

/** What was met of the columns of an import, as it can be stored. */
export interface MetColumns {
  readonly texts: Map<string, TargetText>;
  readonly examples: Map<string, Set<string>>;
  readonly tallies: ReadonlyMap<string, CountedConsent>;
  readonly foreign: Set<string>;
  readonly fits: ReadonlyMap<string, CountedFit>;
  /** By listing, its columns, and whether each may speak of consent there. */
  readonly met: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
  readonly contents: Contents['kept'];
  readonly countries: Countries['kept'];
}

/** The columns of an import as they are met, what each becomes, and what stands in them. */
export class ImportColumns {
  readonly targets = new Map<string, ColumnTarget>();
  /** Of the numbers in columns of addresses. */
  readonly countries: Countries;
  readonly #texts: Map<string, TargetText>;
  readonly #examples: Map<string, Set<string>>;
  /** Of the columns that may speak of consent, what their cells say. */
  readonly #tallies = new Map<string, ConsentCounter>();
  readonly #foreign: Set<string>;
  /** Of the columns that only their names explain. */
  readonly #fits = new Map<string, ColumnFit>();
  readonly warnings: Refusal[] = [];
  readonly #findings = new Map<string, ConsentFinding>();
  /** By listing, its columns; null: one that cannot speak of consent there. */
  readonly #met = new Map<string, Map<string, ConsentCounter | null>>();
  readonly #given: Pick<Import, 'mapping' | 'dismissed' | 'values' | 'seen'>;
  readonly #assets: Assets;
  /** The types of new fields by their cells, and how dates are read. */
  readonly contents: Contents;

  /** @param kept - what was met before */
  constructor(
    given: Pick<Import, 'mapping' | 'dismissed' | 'values' | 'seen'>,
    assets: Assets,
    now: Instant,
    kept: MetColumns | null = null,
  ) {
    this.#given = given;
    this.#assets = assets;
    this.#texts = kept?.texts ?? new Map();
    this.#examples = kept?.examples ?? new Map();
    this.#foreign = kept?.foreign ?? new Set();
    this.countries = new Countries(kept?.countries);
    const { settings } = assets;
    this.contents = openContents({ settings, now, field: namesIn(assets).field, kept: kept?.contents });
    for (const [column, text] of this.#texts) this.targets.set(column, targetIn(text));
    for (const [column, tally] of kept?.tallies ?? []) this.#tallies.set(column, new ConsentCounter(tally));
    for (const [column, fit] of kept?.fits ?? []) this.#fits.set(column, new ColumnFit(fit));
    for (const [listing, met] of kept?.met ?? [])
      this.#met.set(listing, new Map([...met].map(([column, speaks]) => [column, this.#tallyIf(speaks, column)])));
  }

  #tallyIf(speaks: boolean, column: string): ConsentCounter | null {
    return speaks ? (this.#tallies.get(column) ?? null) : null;
  }

  /** What was met, as it can be stored before anything is decided. */
  get kept(): MetColumns {
    const all = <Kept>(of: ReadonlyMap<string, { readonly kept: Kept }>) =>
      new Map([...of].map(([column, { kept }]) => [column, kept]));
    const met = ([listing, columns]: readonly [string, ReadonlyMap<string, ConsentCounter | null>]) =>
      [listing, new Map([...columns].map(([column, tally]) => [column, tally !== null]))] as const;
    return {
      ...{ texts: this.#texts, examples: this.#examples, foreign: this.#foreign },
      ...{ tallies: all(this.#tallies), fits: all(this.#fits), met: new Map([...this.#met].map(met)) },
      ...{ contents: this.contents.kept, countries: this.countries.kept },
    };
  }

  /** Takes note of a record's columns and of what its cells say. */
  meet(record: Meeting, listing: ColumnsOf): void {
    const met = this.#met.get(listing.name) ?? new Map<string, ConsentCounter | null>();
    this.#met.set(listing.name, met);
    // Others say of each field what it is.
    const isTyped = record.exact !== true && record.ofEndpoints !== true && listing.pulled !== true;
    for (const [column, text] of record.cells) {
      let tally = met.get(column);
      if (tally === undefined) {
        tally = this.#begin(column, record, listing);
        met.set(column, tally);
      }
      tally?.add(this.#heard(column, text));
      if (isTyped) this.contents.add(column, readInstead(this.#given.values, column, text));
      const target = this.targets.get(column);
      if (target?.to === 'urn') this.countries.add(text);
      if (target !== undefined) this.#fits.get(column)?.add(text, target);
      const examples = this.#examples.get(column);
      if (examples !== undefined && examples.size < EXAMPLES) examples.add(text.slice(0, EXAMPLE_LENGTH));
    }
  }

  /** What a cell says of consent: a value counts only where the cell itself says nothing. */
  #heard(column: string, cell: string): string {
    const value = readInstead(this.#given.values, column, cell);
    return value === cell || cellMeaning(cell) !== 'other' ? cell : value;
  }

  /** Decides about the columns that speak of consent, once all records were met. */
  decide(): void {
    for (const [column, tally] of this.#tallies) {
      const decided = decideColumn({
        ...{ column, tally, guess: this.#guess(column, false), foreign: this.#foreign.has(column) },
        mapped: own(this.#given.mapping, column),
        reason: own(this.#given.dismissed, column),
        seen: own(this.#given.seen ?? {}, column),
        stands: hashed(tally.seen),
      });
      if (decided === null) continue;
      this.#findings.set(column, decided.finding);
      this.#become(column, decided.target);
    }
    this.#fit();
    this.contents.settle(this.targets);
    this.warnings.push(...this.contents.warnings);
  }

  /** Takes no column for what most of its cells are not, and addresses for what they are where there are no others. */
  #fit(): void {
    for (const [column, fit] of this.#fits) {
      const target = this.targets.get(column);
      if (target === undefined || this.#findings.has(column) || !fit.isUnlike(target)) continue;
      // A field called `Phone` would take the numbers of the next file.
      const name = fieldNameFor(target.about === '' && target.to === 'urn' ? column : `${column} text`);
      const instead = name === null ? 'ignore' : `field:${name}`;
      this.warnings.push({ code: 'warn_column_unlike', column, target: this.#texts.get(column) ?? '', instead });
      this.#become(column, instead);
    }
    if (this.has('urn') || this.has('uuid')) return;
    for (const [column, fit] of this.#fits) {
      if (!fit.isOfAddresses || this.#findings.has(column) || this.targets.get(column)?.to !== 'field') continue;
      this.warnings.push({ code: 'warn_column_addresses', column });
      this.#become(column, 'urn');
    }
  }

  /** Of the columns that speak of consent, what was decided. */
  get findings(): readonly ConsentFinding[] {
    return [...this.#findings.values()];
  }

  /** Whether a column of a listing, which speaks of consent, says who in it has opted out. */
  saysWhoIsOut({ name }: ColumnsOf): boolean {
    const columns = [...(this.#met.get(name)?.keys() ?? [])];
    return columns.some((column) => this.#findings.has(column) && isRefusing(this.#texts.get(column) ?? 'ignore'));
  }

  /** What a column becomes, also one that nobody has. */
  targetOf(column: string): ColumnTarget {
    return this.targets.get(column) ?? targetIn(own(this.#given.mapping, column) ?? this.#guess(column, false));
  }

  #guess(column: string, prefixed: boolean): TargetText {
    return guessTarget(column, this.#assets, { prefixed });
  }

  /** The tally of a column of a listing; null where it cannot speak of consent. */
  #begin(column: string, { cells, ofEndpoints, exact: isExact }: Meeting, listing: ColumnsOf): ConsentCounter | null {
    const exact = isExact === true;
    const prefixed = exact || namesFields(cells.map(([name]) => name));
    const guess = this.#guess(column, prefixed);
    if (!this.targets.has(column)) {
      if (this.targets.size >= MOST_COLUMNS) throw new FileError({ code: 'too_many_columns', most: MOST_COLUMNS });
      this.#become(column, own(this.#given.mapping, column) ?? guess);
      this.#examples.set(column, new Set());
      const isGuessed = !prefixed && listing.pulled !== true && ofEndpoints !== true;
      if (isGuessed && own(this.#given.mapping, column) === undefined) this.#fits.set(column, new ColumnFit());
    }
    const foreign = listing.pulled === true && isForeign(column);
    if (foreign) this.#foreign.add(column);
    else if (listing.pulled || isPlainColumn(column, guess, { exact, prefixed })) return null;
    const tally = this.#tallies.get(column) ?? new ConsentCounter();
    this.#tallies.set(column, tally);
    return tally;
  }

  #become(column: string, text: TargetText): void {
    const target = parseTarget(text);
    this.targets.set(column, targetIn(text));
    this.#texts.set(column, isRefusal(target) ? 'ignore' : text);
  }

  /** Whether any column has such a target. */
  has(to: ColumnTarget['to']): boolean {
    return [...this.targets.values()].some((target) => target.to === to);
  }

  show(): readonly Omit<Plan['columns'][number], 'becomes'>[] {
    return [...this.#texts].map(([column, target]) => ({
      column,
      target,
      examples: [...(this.#examples.get(column) ?? [])],
    }));
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

import type { AssetsByName } from '../../../../shared/domain/contacts/properties/imported.ts';
import type { ColumnTarget } from '../../../../shared/domain/imports/target.ts';
import { ColumnType, type SeenCells } from '../../../../shared/domain/imports/types/column-type.ts';
import { type DayEnv, type DayOrder, dayReader } from '../../../../shared/domain/imports/types/day-order.ts';
import type { Instant } from '../../../../shared/domain/instant.ts';
import type { Refusal } from '../../../../shared/domain/refusals/refusal.ts';
import type { FieldType, Settings } from '../../../../shared/domain/workspace.ts';
import { nameKey } from '../../../../shared/domain/workspace-names.ts';
import { civilAt, type DateStyle } from '../../../../shared/query/values/civil.ts';

interface Given {
  readonly settings: Pick<Settings, 'dateStyle' | 'timezone'>;
  readonly now: Instant;
  /** The workspace's field of a name. */
  readonly field: AssetsByName['field'];
  /** How an earlier import wrote the days of a column. */
  readonly before?: (column: string) => DateStyle | undefined;
  /** What was seen before of each column. */
  readonly kept?: readonly (readonly [column: string, seen: SeenCells])[] | undefined;
}

/** Targets other than fields that hold times. */
const TIMES: ReadonlySet<string> = new Set(['created_on', 'last_seen_on', 'dormant_since']);

/** What the cells of the columns of an import are: the types of its new fields, and the order of its dates. */
class Contents {
  /** By the lower-case name of a field that does not exist yet. */
  readonly types = new Map<string, FieldType>();
  readonly warnings: Refusal[] = [];
  readonly #columns = new Map<string, ColumnType>();
  readonly #env: (column: string) => DayEnv;
  readonly #field: Given['field'];

  constructor({ settings: { dateStyle, timezone }, now, field, before, kept = [] }: Given) {
    const thisYear = civilAt(timezone, now).year;
    this.#env = (column) => ({ dateStyle, thisYear, before: before?.(column) });
    this.#field = field;
    for (const [column, seen] of kept) this.#columns.set(column, new ColumnType(column, this.#env(column), seen));
  }

  /** What was seen of each column, as it can be stored. */
  get kept(): readonly (readonly [column: string, seen: SeenCells])[] {
    return [...this.#columns].map(([column, { kept }]) => [column, kept]);
  }

  add(column: string, text: string): void {
    let content = this.#columns.get(column);
    if (content === undefined) {
      content = new ColumnType(column, this.#env(column));
      this.#columns.set(column, content);
    }
    content.add(text);
  }

  /** How the days of a column are written, where anything shows it. */
  orderOf(column: string): DateStyle | undefined {
    return this.#columns.get(column)?.days.shown;
  }

  /** Decides when all cells are known: columns of dates get what reads them. */
  settle(targets: Map<string, ColumnTarget>): void {
    for (const [column, content] of this.#columns) this.#note(content, targets.get(column));
    for (const [column, { days, isAllDays }] of this.#columns) {
      const target = targets.get(column);
      if (target === undefined) continue;
      if (!this.#hasTimes(target)) {
        if (isAllDays && this.#isNew(target)) this.#say(column, days, true);
        continue;
      }
      this.#say(column, days, false);
      targets.set(column, { ...target, readDay: dayReader(days.order, this.#env(column)) });
    }
  }

  /** Two columns of one field must agree on its type. */
  #note(content: ColumnType, target: ColumnTarget | undefined): void {
    if (target === undefined || !this.#isNew(target)) return;
    const { type = content.type } = target;
    const name = nameKey(target.about);
    const other = this.types.get(name) ?? type;
    this.types.set(name, other === type ? type : 'text');
  }

  #isNew = ({ to, about }: ColumnTarget): boolean => to === 'field' && this.#field(about) === undefined;

  #hasTimes({ to, about, refusing = [] }: ColumnTarget): boolean {
    if (refusing.includes('opted_out_on')) return true;
    if (to !== 'field') return TIMES.has(to);
    return (this.#field(about)?.type ?? this.types.get(nameKey(about))) === 'datetime';
  }

  #say(column: string, { kept: { open, proofs }, order }: DayOrder, isText: boolean): void {
    const { day_first: one, month_first: other } = proofs;
    if (open === 0) return;
    if (one !== undefined && other !== undefined) this.warnings.push({ code: 'warn_days_both', column, one, other });
    else if (order === null) this.warnings.push({ code: 'warn_days_unclear', column });
    else if (!isText) this.warnings.push(orderOf(column, order, one ?? other));
  }
}

const orderOf = (column: string, order: DateStyle, proof: string | undefined): Refusal => {
  const said = { column, order: order.replace('_', ' ') };
  return proof === undefined ? { code: 'warn_days_unproven', ...said } : { code: 'warn_days_proven', ...said, proof };
};

export type { Contents };

export const openContents = (given: Given): Contents => new Contents(given);

import { guessTarget, namesFields } from '../../../../shared/domain/imports/guess.ts';
import type { Import, Plan } from '../../../../shared/domain/imports/plan.ts';
import type { FileRecord } from '../../../../shared/domain/imports/record.ts';
import { type ColumnTarget, parseTarget, type TargetText } from '../../../../shared/domain/imports/target.ts';
import type { Assets } from '../../../../shared/domain/workspace.ts';
import { FileError, MOST_COLUMNS } from '../read/limits.ts';

const EXAMPLES = 3;
const EXAMPLE_LENGTH = 60;

/** The columns of an import as they are met: their targets, and examples of their cells. */
export class ImportColumns {
  readonly targets = new Map<string, ColumnTarget>();
  readonly #texts = new Map<string, TargetText>();
  readonly #examples = new Map<string, Set<string>>();
  readonly #mapping: Import['mapping'];
  readonly #assets: Assets;

  constructor({ mapping }: Pick<Import, 'mapping'>, assets: Assets) {
    this.#mapping = mapping;
    this.#assets = assets;
  }

  /** Gives a record's columns their targets. */
  meet({ cells, exact }: Pick<FileRecord, 'cells' | 'exact'>): void {
    for (const [column, text] of cells) {
      if (!this.targets.has(column)) this.#add(column, exact === true || namesFields(cells.map(([name]) => name)));
      const examples = this.#examples.get(column);
      if (examples !== undefined && examples.size < EXAMPLES) examples.add(text.slice(0, EXAMPLE_LENGTH));
    }
  }

  /** The target of a column, also of an unused one. */
  targetOf(column: string): ColumnTarget {
    return this.targets.get(column) ?? this.#read(column).target;
  }

  #read(column: string, prefixed = false): { readonly text: TargetText; readonly target: ColumnTarget } {
    const given = Object.hasOwn(this.#mapping, column) ? this.#mapping[column] : undefined;
    const text = given ?? guessTarget(column, this.#assets, { prefixed });
    const target = parseTarget(text);
    return 'problem' in target ? { text: 'ignore', target: { to: 'ignore', about: '' } } : { text, target };
  }

  #add(column: string, prefixed: boolean): void {
    if (this.targets.size >= MOST_COLUMNS) throw new FileError({ code: 'too_many_columns', most: MOST_COLUMNS });
    const { text, target } = this.#read(column, prefixed);
    this.targets.set(column, target);
    this.#texts.set(column, text);
    this.#examples.set(column, new Set());
  }

  /** Whether any column has such a target. */
  has(to: ColumnTarget['to']): boolean {
    return [...this.targets.values()].some((target) => target.to === to);
  }

  show(): Plan['columns'] {
    return [...this.#texts].map(([column, target]) => ({
      column,
      target,
      examples: [...(this.#examples.get(column) ?? [])],
    }));
  }
}

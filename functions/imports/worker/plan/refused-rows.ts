import type { Problems, RowMend } from '../../../../shared/domain/imports/problems.ts';
import type { Refused } from '../../../../shared/domain/imports/record.ts';
import type { PartWriter } from '../parts.ts';

/** Refused rows that the plan itself shows. */
export const SHOWN = 100;
/** Of rows with a lost opt-out, those that a warning names. */
export const MOST_LOST_SHOWN = 10;

/** The refused rows: counted, written, and the first of them shown. */
export class RefusedRows {
  count = 0;
  readonly shown: Refused[] = [];
  /** Those that say that somebody wants no messages whom nobody found: how many, and the first. */
  readonly lost = { count: 0, shown: [] as Pick<Refused, 'file' | 'line'>[] };
  readonly #problems: Pick<Problems, 'add'>;
  readonly #parts: PartWriter<Refused>;
  readonly #mendOf: (refused: Refused) => RowMend | null;

  constructor(
    parts: PartWriter<Refused>,
    problems: Pick<Problems, 'add'>,
    mendOf: (refused: Refused) => RowMend | null,
  ) {
    this.#parts = parts;
    this.#problems = problems;
    this.#mendOf = mendOf;
  }

  async refuse({ cell, unread, ...refused }: Refused): Promise<void> {
    this.count++;
    const whole = cell === undefined ? refused : { ...refused, cell };
    this.#problems.add({ ...whole, ...(unread && { unread }) }, this.#mendOf(whole));
    if (refused.lostOptOut && ++this.lost.count <= MOST_LOST_SHOWN)
      this.lost.shown.push({ file: refused.file, line: refused.line });
    if (this.shown.length < SHOWN) this.shown.push(refused);
    await this.#parts.add(refused);
  }
}

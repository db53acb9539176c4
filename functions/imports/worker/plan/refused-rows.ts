import type { Refused } from '../../../../shared/domain/imports/record.ts';
import type { PartWriter } from '../parts.ts';

/** Refused rows that the plan itself shows. */
const SHOWN = 100;

/** The refused rows: counted, written, and the first of them shown. */
export class RefusedRows {
  count = 0;
  readonly shown: Refused[] = [];
  readonly #parts: PartWriter<Refused>;

  constructor(parts: PartWriter<Refused>) {
    this.#parts = parts;
  }

  async refuse(refused: Refused): Promise<void> {
    this.count++;
    if (this.shown.length < SHOWN) this.shown.push(refused);
    await this.#parts.add(refused);
  }
}

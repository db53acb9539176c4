/** The rows of tables in HTML, and of sheets in the XML of Excel 2003, both of which are called `.xls`. */

import { decodeHtml } from '../../../../shared/domain/html-entities.ts';
import { shownCell } from './html-cell.ts';
import { attribute, markupTokens } from './markup.ts';

export interface HtmlRow {
  /** The number of its table, from 0, in the order of their beginnings. */
  readonly table: number;
  /** The name of its sheet, which only XML has. */
  readonly sheet: string;
  /** Its place in its table, from 1. */
  readonly row: number;
  readonly cells: readonly string[];
}

/** More columns than any table of people has: an index or span may say anything. */
const MOST_CELLS = 2_000;

class Table {
  readonly number: number;
  readonly sheet: string;
  /** Rows that each column still belongs to a cell above. */
  readonly #spans: number[] = [];
  #row = 0;
  #cells: string[] | null = null;
  #text: string | null = null;
  #attributes = '';

  constructor(number: number, sheet: string) {
    this.number = number;
    this.sheet = sheet;
  }

  open(tag: string, attributes: string): HtmlRow | null {
    if (tag === 'tr' || tag === 'row') return this.#openRow(Number(attribute(attributes, 'ss:Index') ?? 0));
    if (tag === 'td' || tag === 'th' || tag === 'cell') this.#openCell(attributes);
    else if (tag === 'data') this.#attributes += attributes;
    else if (tag === 'br') this.text('\u0001');
    return null;
  }

  close(tag: string): HtmlRow | null {
    if (tag === 'tr' || tag === 'row' || tag === 'table') return this.#closeRow();
    if (tag === 'td' || tag === 'th' || tag === 'cell') this.#closeCell();
    else if (tag === 'p' || tag === 'div') this.text('\u0001');
    return null;
  }

  text(text: string): void {
    if (this.#text !== null) this.#text += text;
  }

  #openRow(index: number): HtmlRow | null {
    const before = this.#closeRow();
    this.#row = Math.max(this.#row + 1, index);
    this.#cells = [];
    return before;
  }

  #openCell(attributes: string): void {
    this.#closeCell();
    this.#cells ??= [];
    const index = Number(attribute(attributes, 'ss:Index') ?? 0);
    const cells = this.#cells;
    while (cells.length < Math.min(index - 1, MOST_CELLS) || this.#isTaken(cells.length)) cells.push('');
    [this.#text, this.#attributes] = ['', attributes];
  }

  #isTaken(column: number): boolean {
    const left = this.#spans[column] ?? 0;
    if (left > 0) this.#spans[column] = left - 1;
    return left > 0;
  }

  #closeCell(): void {
    if (this.#text === null || this.#cells === null) return;
    const span = (name: string, plus = 0) =>
      Math.min(Number(attribute(this.#attributes, name) ?? 0) + plus, MOST_CELLS);
    const width = Math.max(1, span('colspan') || span('ss:MergeAcross', 1));
    const height = span('rowspan') - 1;
    for (let column = 0; column < width; column++) {
      if (height > 0) this.#spans[this.#cells.length] = height;
      this.#cells.push(column === 0 ? shownCell(decodeHtml(this.#text), this.#attributes) : '');
    }
    this.#text = null;
  }

  #closeRow(): HtmlRow | null {
    this.#closeCell();
    const cells = this.#cells;
    this.#cells = null;
    return cells === null ? null : { table: this.number, sheet: this.sheet, row: this.#row, cells };
  }
}

/** The rows of all tables; a table within a cell is one of its own. */
export async function* htmlRows(text: AsyncIterable<string>): AsyncGenerator<HtmlRow> {
  const within: Table[] = [];
  let [count, sheet] = [0, ''];
  for await (const token of markupTokens(text)) {
    const table = within.at(-1);
    if (token.type === 'text') table?.text(token.text);
    else if (token.type === 'open' && token.tag === 'table') within.push(new Table(count++, sheet));
    else if (token.type === 'open' && token.tag === 'worksheet') sheet = attribute(token.attributes, 'ss:Name') ?? '';
    else {
      const row = token.type === 'open' ? table?.open(token.tag, token.attributes) : table?.close(token.tag);
      if (row) yield row;
      if (token.type === 'close' && token.tag === 'table') within.pop();
    }
  }
}

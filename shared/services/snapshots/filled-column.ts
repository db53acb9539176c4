/** Puts the values of pages into columns: one way for each type of Parquet. */
import { isAscii } from 'node:buffer';
import {
  type Codes,
  FlagColumn,
  NumberColumn,
  type StoredColumn,
  TextColumn,
  UuidColumn,
} from '../../domain/search/columns/stored.ts';
import { GrowingTexts } from './growing-texts.ts';
import { dictionaryCodes, type Page, readCodes, valuesIn, viewOf } from './pages.ts';

/** A column that is filled page by page. */
interface FilledColumn {
  addDictionary(values: Buffer, count: number): void;
  /** Puts the values of a page from a row on. */
  addPage(page: Page, row: number): void;
  column(): StoredColumn;
}

export function filledColumn(type: string | undefined, rows: number): FilledColumn {
  switch (type) {
    case 'FIXED_LEN_BYTE_ARRAY':
      return uuids(rows);
    case 'BYTE_ARRAY':
      return texts(rows);
    case 'BOOLEAN':
      return flags(rows);
    case 'INT64':
      return numbers(rows, wholeNumberAt);
    case 'DOUBLE':
      return numbers(rows, (view, at) => view.getFloat64(at, true));
    default:
      throw new Error(`No column has the type ${type}`);
  }
}

function uuids(rows: number): FilledColumn {
  const bytes = Buffer.alloc(rows * 16);
  return {
    addDictionary: refuse,
    addPage({ encoding, values, rows, present }, row) {
      if (encoding !== 'PLAIN' || present !== null || values.length !== rows * 16) refuse();
      bytes.set(values, row * 16);
    },
    column: () => new UuidColumn(bytes),
  };
}

function texts(rows: number): FilledColumn {
  const codes = new Uint32Array(rows);
  const all = new GrowingTexts();
  let dictionary = 0;
  let entries = 0;
  return {
    addDictionary(values, count) {
      [dictionary, entries] = [all.count + 1, count];
      all.addPlain(values, count);
    },
    addPage(page, from) {
      const { encoding, rows, present, values } = page;
      const own =
        encoding === 'PLAIN' ? null : encoding === 'RLE_DICTIONARY' ? dictionaryCodes(page, entries) : refuse();
      let next = all.count + 1;
      if (own === null) all.addPlain(values, present === null ? rows : valuesIn(present));
      for (let row = 0, at = 0; row < rows; row++)
        if (present === null || present[row] === 1)
          codes[from + row] = own === null ? next++ : dictionary + (own[at++] as number);
    },
    column() {
      const { ends, bytes } = all.all();
      return new TextColumn(narrowed(codes, all.count), { ends, bytes, isAscii: isAscii(bytes) });
    },
  };
}

/** In one or two bytes each, where there are so few texts. */
const narrowed = (codes: Uint32Array, most: number): Codes =>
  most < 2 ** 8 ? Uint8Array.from(codes) : most < 2 ** 16 ? Uint16Array.from(codes) : codes;

function flags(rows: number): FilledColumn {
  const values = new Uint8Array(rows);
  return {
    addDictionary: refuse,
    addPage({ encoding, present, rows, values: bits }, from) {
      if (present !== null) refuse();
      if (encoding === 'RLE') readCodes(bits, 1, values.subarray(from, from + rows));
      // A few flags.
      else if (encoding === 'PLAIN')
        for (let row = 0; row < rows; row++) values[from + row] = ((bits[row >> 3] as number) >> (row & 7)) & 1;
      else refuse();
    },
    column: () => new FlagColumn(values),
  };
}

type NumberAt = (view: DataView, at: number) => number;

/** A time in µs is a whole number that a double holds. */
const wholeNumberAt: NumberAt = (view, at) => view.getInt32(at + 4, true) * 2 ** 32 + view.getUint32(at, true);

function numbers(rows: number, numberAt: NumberAt): FilledColumn {
  const all = new Float64Array(rows).fill(Number.NaN);
  let dictionary = new Float64Array(0);
  const plain = (values: Buffer, count: number) => {
    if (values.length !== count * 8) refuse();
    const view = viewOf(values);
    return Float64Array.from({ length: count }, (_, at) => numberAt(view, at * 8));
  };
  return {
    addDictionary(values, count) {
      dictionary = plain(values, count);
    },
    addPage(page, from) {
      const { encoding, rows, present, values } = page;
      const codes =
        encoding === 'PLAIN'
          ? null
          : encoding === 'RLE_DICTIONARY'
            ? dictionaryCodes(page, dictionary.length)
            : refuse();
      const view = viewOf(values);
      for (let row = 0, at = 0; row < rows; row++)
        if (present === null || present[row] === 1) {
          all[from + row] = codes === null ? numberAt(view, at * 8) : (dictionary[codes[at] as number] as number);
          at += 1;
        }
    },
    column: () => new NumberColumn(all),
  };
}

function refuse(): never {
  throw new Error('A page of another kind');
}

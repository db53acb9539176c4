import { deserialize, serialize } from 'node:v8';
import { ByteWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { TypedColumn, TypedValue } from '../../../domain/exports/typed.ts';
import type { FilePiece } from '../../../messages/files.ts';
import { type ExportForm, type Fragment, wholeOf } from './form.ts';

type RowGroup = ParquetWriter['row_groups'][number];

/** Characters of a row group at most, which is in memory while it is written: as many as 50,000 usual contacts have. */
const MOST_TEXT = 32_000_000;
/** Each Parquet file begins and ends with these bytes. */
const MAGIC = Buffer.from('PAR1');

/**
 * A Parquet file: parts have row groups, and what its footer says of them is noted as if each part were the first.
 * Statistics are in the footer; page indexes, which lie behind all row groups, are left out.
 */
export function parquetForm(columns: readonly TypedColumn[], mostText = MOST_TEXT): ExportForm {
  const schema = schemaOf(columns);
  return {
    async *fragment(batches) {
      const writer = new ByteWriter();
      const file = new ParquetWriter({ writer, schema });
      const group = new Group(columns);
      const write = () => {
        // What is in it is written; its offset counts on.
        writer.index = 0;
        file.write({ columnData: group.take(), rowGroupSize: Number.MAX_SAFE_INTEGER });
        return writer.getBytes().slice();
      };
      for await (const rows of batches) {
        for (const row of rows) group.add(columns.map((column) => column.value(row)));
        if (group.text > mostText) yield write();
      }
      if (group.rows > 0) yield write();
      return serialize(file.row_groups).toString('base64');
    },
    pieces(fragments) {
      const writer = new ByteWriter();
      const file = new ParquetWriter({ writer, schema });
      writer.index = 0;
      for (const fragment of fragments) {
        for (const group of groupsOf(fragment)) {
          file.row_groups.push(moved(group, writer.offset - MAGIC.length));
          file.num_rows += group.num_rows;
        }
        writer.offset += fragment.bytes;
      }
      file.finish();
      return [MAGIC, ...fragments.map(wholeOf), writer.getBytes()] satisfies FilePiece[];
    },
  };
}

const groupsOf = ({ noted }: Fragment): RowGroup[] => deserialize(Buffer.from(noted as string, 'base64')) as RowGroup[];

/** A row group so many bytes further on. */
const moved = (group: RowGroup, bytes: number): RowGroup => ({
  ...group,
  columns: group.columns.map(({ meta_data: meta, ...column }) => ({
    ...column,
    file_offset: column.file_offset + BigInt(bytes),
    ...(meta && {
      meta_data: {
        ...meta,
        data_page_offset: meta.data_page_offset + BigInt(bytes),
        ...(meta.dictionary_page_offset !== undefined && {
          dictionary_page_offset: meta.dictionary_page_offset + BigInt(bytes),
        }),
      },
    }),
  })),
});

/** Rows that wait to be written, by column. */
class Group {
  rows = 0;
  /** Characters, roughly. */
  text = 0;
  readonly #columns: readonly TypedColumn[];
  #data: TypedValue[][] = [];

  constructor(columns: readonly TypedColumn[]) {
    this.#columns = columns;
    this.take();
  }

  add(values: readonly TypedValue[]): void {
    this.rows++;
    for (const [index, value] of values.entries()) {
      this.#data[index]?.push(value);
      this.text += typeof value === 'string' ? value.length : Array.isArray(value) ? value.join().length : 0;
    }
  }

  /** All rows, which it then has no more. */
  take() {
    const taken = this.#columns.map(({ name }, index) => ({ name, data: this.#data[index] ?? [], offsetIndex: false }));
    this.#data = this.#columns.map(() => []);
    [this.rows, this.text] = [0, 0];
    return taken;
  }
}

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } } as const;
const OPTIONAL = { repetition_type: 'OPTIONAL' } as const;
const REQUIRED = { repetition_type: 'REQUIRED' } as const;

const schemaOf = (columns: readonly TypedColumn[]): SchemaElement[] => [
  { name: 'contacts', num_children: columns.length },
  ...columns.flatMap(elementsOf),
];

function elementsOf({ name, type }: TypedColumn): SchemaElement[] {
  switch (type) {
    case 'text':
      return [{ name, ...TEXT, ...OPTIONAL }];
    case 'flag':
      return [{ name, type: 'BOOLEAN', ...REQUIRED }];
    case 'number':
      return [{ name, type: 'DOUBLE', ...OPTIONAL }];
    case 'time':
      return [{ name, type: 'INT64', converted_type: 'TIMESTAMP_MICROS', ...OPTIONAL }];
    case 'texts':
      return [
        { name, num_children: 1, converted_type: 'LIST', ...REQUIRED },
        { name: 'list', num_children: 1, repetition_type: 'REPEATED' },
        { name: 'element', ...TEXT, ...REQUIRED },
      ];
  }
}

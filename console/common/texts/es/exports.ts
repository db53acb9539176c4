import type { Texts } from '../catalogue.ts';
import { plural } from './plural.ts';

export const exports: Texts['exports'] = {
  formats: {
    xlsx: 'XLSX, para hojas de cálculo',
    csv: 'CSV',
    jsonl: 'JSONL, para programas',
    parquet: 'Parquet, para bases de datos y análisis',
  },
  columnsHint: 'En el orden en que se eligen. Si no elige ninguna: todo lo que una importación puede leer.',
  allColumns: 'Todo lo que una importación puede leer',
  use: 'Usar estas',
  columnNames: {
    uuid: 'Identificador del contacto',
    ref: 'Referencia, sin dirección',
    name: 'Nombre',
    language: 'Idioma',
    status: 'Estado',
    blocked: 'Bloqueado',
    opted_out_on: 'Fecha de baja',
    created_on: 'Fecha de creación',
    modified_on: 'Último cambio',
    last_seen_on: 'Última señal de vida',
    dormant_since: 'Dormido desde',
    urns: 'Todas las direcciones',
    groups: 'Todos los grupos',
    fields: 'Todos los campos',
  },
  writtenOne: 'Escrito',
  written: 'Escritos',
  file: 'Archivo',
  rows: (count, shown) => `${shown} ${plural(count, 'fila', 'filas')}`,
  kilobytes: (shown) => `${shown} kB`,
  deleted: (count, shown) =>
    `${shown} ${plural(count, 'se eliminó mientras tanto y no está', 'se eliminaron mientras tanto y no están')} en él.`,
  again: 'Exportar de nuevo',
  keptUntil: (time) => `Se guarda hasta el ${time}.`,
};

import type { Operation } from '../jobs/kinds/index.ts';
import measured from './measured.ts';

const { look } = measured;

/** Read units for each contact. An undo reads it again with its history; an export reads it again for its file. */
export const readsOf = ({ type }: Pick<Operation, 'type'>): number =>
  type === 'undo' || type === 'export' ? 3 * look : look;

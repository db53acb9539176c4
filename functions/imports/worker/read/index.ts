/** What only the reading of files needs: a companion of its bundle. */
export { ColumnFit, type CountedFit, type Fitting } from './column-fit.ts';
export { type Contents, openContents } from './contents.ts';
export { readHere } from './reading.ts';

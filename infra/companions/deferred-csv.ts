/**
 * Takes the place of `csv-parse` in the bundles (see bundles/): the parser, 30 KB, is a file of its own beside the bundle, which is
 * read with the first CSV file.
 */
import { join } from 'node:path';
import type { Options, Parser } from 'csv-parse';

type Library = typeof import('csv-parse');

export const parse = (options: Options): Parser => (require(join(__dirname, 'csv.cjs')) as Library).parse(options);

/** Replaces `csv-parse` in the bundles (see bundles/). The parser, 30 KB, is loaded with the first CSV file. */
import { join } from 'node:path';
import type { Options, Parser } from 'csv-parse';

type Library = typeof import('csv-parse');

export const parse = (options: Options): Parser => (require(join(__dirname, 'csv.cjs')) as Library).parse(options);

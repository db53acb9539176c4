/**
 * Takes the place of `#sentences` in the bundles (see bundles/): the table, 14 KB, is a file of its own beside the
 * bundle, which is read with the first refusal that is to have codes.
 */
import { join } from 'node:path';

type Module = typeof import('./sentences.ts');

export const sentences: Module['sentences'] = () => (require(join(__dirname, 'sentences.cjs')) as Module).sentences();

/**
 * Takes the place of `#sentences` in the bundles (see bundles/): the table, 28 KB, is a file of its own beside the
 * bundle, which is read with the first refusal.
 */
import { join } from 'node:path';

type Module = typeof import('./sentences.ts');

export const sentences: Module['sentences'] = () => (require(join(__dirname, 'sentences.cjs')) as Module).sentences();

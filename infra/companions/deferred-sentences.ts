/** Replaces `#sentences` in bundles (bundles/): the table, 28 KB, is read with the first refusal. */
import { join } from 'node:path';

type Module = typeof import('./sentences.ts');

export const sentences: Module['sentences'] = () => (require(join(__dirname, 'sentences.cjs')) as Module).sentences();

/** Replaces `fflate` in the bundles (see bundles/). What unpacks archives, 6 KB, is loaded with the first one. */
import { join } from 'node:path';

type Zip = typeof import('./zip.ts');

export const unzipSync = (...[bytes, options]: Parameters<Zip['unzipSync']>) =>
  (require(join(__dirname, 'zip.cjs')) as Zip).unzipSync(bytes, options);

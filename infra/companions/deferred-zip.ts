/**
 * Takes the place of `fflate` in the bundles (see bundles/): what unpacks archives, 6 KB, is a file of its own beside the bundle, which is read with the
 * first of them.
 */
import { join } from 'node:path';

type Zip = typeof import('./zip.ts');

export const unzipSync = (...[bytes, options]: Parameters<Zip['unzipSync']>) =>
  (require(join(__dirname, 'zip.cjs')) as Zip).unzipSync(bytes, options);

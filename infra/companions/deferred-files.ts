/**
 * Replaces `#files` in the bundles (see bundles/). The S3 client is loaded with the first file; most jobs have none.
 */
import { join } from 'node:path';

type Module = typeof import('./files.ts');
type Files = ReturnType<Module['s3Files']>;

export const s3Files: Module['s3Files'] = (...given) => {
  let opened: Files | undefined;
  const files = (): Files => {
    opened ??= (require(join(__dirname, 'files.cjs')) as Module).s3Files(...given);
    return opened;
  };
  return {
    read: (key) => files().read(key),
    open: (key, bytes) => files().open(key, bytes),
    size: (key) => files().size(key),
    write: (key, content) => files().write(key, content),
    writeNew: (key, content) => files().writeNew(key, content),
    writeStream: (key, content, type) => files().writeStream(key, content, type),
    uploadForm: (key, most) => files().uploadForm(key, most),
    link: (key, options) => files().link(key, options),
  };
};

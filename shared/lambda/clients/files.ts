import type { Files } from '../../messages/files.ts';
import type { Config } from '../invocation/config.ts';
import { s3Files } from './s3-files.ts';
import { traced } from './traced.ts';

/** The files in the configured bucket; the client is made at the first use. */
export function openFiles(config: Config): Files {
  const { filesBucket } = config;
  if (!filesBucket) throw new Error('This function was given no bucket for files.');
  let opened: Files | undefined;
  return new Proxy({} as Files, {
    get(_, method: keyof Files) {
      opened ??= s3Files(filesBucket, (client) => traced(client, config));
      return opened[method];
    },
  });
}

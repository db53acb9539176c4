import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Files, isStored } from '../../../shared/messages/files.ts';

/** Files in memory. Forms and links lead nowhere: who has the key puts and reads the file here. */
export function memoryFiles(): Files & { readonly stored: Map<string, Buffer> } {
  const stored = new Map<string, Buffer>();
  const found = (key: string) => stored.get(key) ?? null;
  return {
    stored,
    read: async (key) => found(key),
    async open(key, bytes) {
      const content = found(key);
      return content && Readable.from([bytes ? content.subarray(bytes.from, bytes.to + 1) : content]);
    },
    size: async (key) => found(key)?.length ?? null,
    async write(key, content) {
      stored.set(key, Buffer.from(content));
    },
    async writeNew(key, content) {
      if (stored.has(key)) return false;
      stored.set(key, Buffer.from(content));
      return true;
    },
    async writeStream(key, content) {
      stored.set(key, await buffer(content));
    },
    async join(key, pieces) {
      const parts = pieces.map((piece) => (isStored(piece) ? found(piece.key)?.subarray(piece.from, piece.to) : piece));
      if (parts.some((part) => part === undefined)) return false;
      stored.set(key, Buffer.concat(parts.map((part) => part ?? Buffer.alloc(0))));
      return true;
    },
    async folders(prefix) {
      const under = [...stored.keys()].filter((key) => key.startsWith(prefix)).map((key) => key.slice(prefix.length));
      return [...new Set(under.flatMap((rest) => (rest.includes('/') ? [rest.slice(0, rest.indexOf('/'))] : [])))];
    },
    async removeAll(prefix) {
      for (const key of [...stored.keys()]) if (key.startsWith(prefix)) stored.delete(key);
    },
    uploadForm: async (key) => ({ url: 'http://files.test/', fields: { key } }),
    link: async (key) => `http://files.test/${key}`,
  };
}

/** What files of this kind have stored. */
export const storedIn = (files: Files): Map<string, Buffer> => (files as ReturnType<typeof memoryFiles>).stored;

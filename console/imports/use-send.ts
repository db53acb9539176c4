import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useSession } from '../session/session.tsx';
import { type Begun, beginImport, previewImport, type Reading } from './api.ts';
import { upload } from './upload.ts';

/** An import as its form has it. */
export interface Draft extends Reading {
  readonly name: string;
  readonly files: readonly File[];
  /** Of these everybody has opted out. */
  readonly optedOut: ReadonlySet<File>;
}

/** What was sent of a draft before something failed. */
interface Sent {
  readonly draft: Draft;
  readonly begun: Begun;
  /** Files that are there whole. */
  files: number;
}

/** Begins an import, sends its files and has them read. Tried again with the same draft it goes on with the file that failed. */
export function useSend(onDone: (uuid: string) => void) {
  const { api } = useSession();
  const queries = useQueryClient();
  const before = useRef<Sent | null>(null);
  const [bytes, setBytes] = useState(0);
  const send = useMutation({
    async mutationFn(draft: Draft) {
      const sent = before.current?.draft === draft ? before.current : { draft, begun: await begin(draft), files: 0 };
      before.current = sent;
      for (const [number, file] of draft.files.entries()) {
        const form = sent.begun.uploads[number];
        if (number < sent.files || form === undefined) continue;
        const done = sizeOf(draft.files.slice(0, number));
        await upload(form, file, (some) => setBytes(done + some));
        sent.files = number + 1;
      }
      await previewImport(api, sent.begun.uuid);
      return sent.begun.uuid;
    },
    async onSuccess(uuid) {
      await queries.invalidateQueries({ queryKey: ['imports'] });
      onDone(uuid);
    },
  });
  const begin = ({ files, optedOut, ...draft }: Draft) =>
    beginImport(api, { ...draft, files: files.map((file) => ({ name: file.name, opted_out: optedOut.has(file) })) });
  return { ...send, bytes };
}

export const sizeOf = (files: readonly File[]): number => files.reduce((bytes, { size }) => bytes + size, 0);

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useSession } from '../../common/api/session.ts';
import { useMutation } from '../../common/api/use-mutation.ts';
import { useToaster } from '../../common/components/toasts.tsx';
import { useTexts } from '../../common/texts/texts.tsx';
import { type Begun, beginImport, previewImport, type Reading } from './api.ts';
import { uploadFile } from './upload-file.ts';

/** An import as its form has it. */
export interface ImportDraft extends Reading {
  readonly name: string;
  readonly files: readonly File[];
  /** Of these everybody has opted out. */
  readonly optedOut: ReadonlySet<File>;
  /** By the name that was typed; blank: none was. */
  readonly groups: ReadonlyMap<File, string>;
}

/** What was sent of a draft before something failed. */
interface Sent {
  readonly draft: ImportDraft;
  readonly begun: Begun;
  /** Files that are there whole. */
  files: number;
}

/**
 * Begins an import, sends its files and has them read, also while other screens are looked at. Tried again with the same draft it goes on with the
 * file that failed.
 */
export function useSendFiles() {
  const { api } = useSession();
  const queries = useQueryClient();
  const { imports: texts } = useTexts();
  const toaster = useToaster();
  const isAway = useIsAway();
  const before = useRef<Sent | null>(null);
  const [bytes, setBytes] = useState(0);
  const send = useMutation({
    async mutationFn(draft: ImportDraft) {
      const sent = before.current?.draft === draft ? before.current : { draft, begun: await begin(draft), files: 0 };
      before.current = sent;
      for (const [number, file] of draft.files.entries()) {
        const form = sent.begun.uploads[number];
        if (number < sent.files || form === undefined) continue;
        const done = sizeOf(draft.files.slice(0, number));
        await uploadFile(form, file, (some) => setBytes(done + some));
        sent.files = number + 1;
      }
      await previewImport(api, sent.begun.uuid);
      return sent.begun.uuid;
    },
    onError: (error) => isAway() && toaster.fail(error),
    onSuccess(_, { name }) {
      if (isAway()) toaster.show({ type: 'success', content: texts.sent(name) });
      return queries.invalidateQueries({ queryKey: ['imports'] });
    },
  });
  useAskedBeforeLeaving(send.isPending);
  const begin = ({ files, optedOut, groups, ...draft }: ImportDraft) =>
    beginImport(api, {
      ...draft,
      files: files.map((file) => {
        const group = groups.get(file)?.trim();
        return { name: file.name, opted_out: optedOut.has(file), ...(group && { group }) };
      }),
    });
  return { ...send, bytes };
}

/** Whether another screen is shown by now, on which a message has to say what became of it. */
function useIsAway(): () => boolean {
  const away = useRef(false);
  useEffect(() => {
    away.current = false;
    return () => {
      away.current = true;
    };
  }, []);
  return () => away.current;
}

/** The browser asks before it leaves the console, which would end what is being sent. */
function useAskedBeforeLeaving(isBusy: boolean): void {
  useEffect(() => {
    if (!isBusy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isBusy]);
}

export const sizeOf = (files: readonly File[]): number => files.reduce((bytes, { size }) => bytes + size, 0);

import { useEffect, useRef, useState } from 'react';
import { Refusal, useInvalidate, useMutation, useSession } from '../../common/api/index.ts';
import { useToaster } from '../../common/components/index.ts';
import { useTexts } from '../../common/texts/index.ts';
import { type Begun, beginImport, previewImport, type Reading } from './api.ts';

/** An import as the user has filled in its form. */
export interface ImportDraft extends Reading {
  readonly name: string;
  readonly files: readonly File[];
  /** The typed group of each file; blank for none. */
  readonly groups: ReadonlyMap<File, string>;
}

/** The part of a draft that was sent before a failure. */
interface Sent {
  readonly draft: ImportDraft;
  readonly begun: Begun;
  /** Files that were sent completely. */
  files: number;
}

/**
 * Creates an import, sends its files and starts its preview, also while the user looks at other screens. With the same
 * draft a second try continues with the file that failed.
 */
export function useSendFiles() {
  const { api } = useSession();
  const invalidate = useInvalidate();
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
      if (isAway()) toaster.show({ type: 'success', content: texts.sent({ name }) });
      return invalidate('imports');
    },
  });
  useAskedBeforeLeaving(send.isPending);
  const begin = ({ files, groups, ...draft }: ImportDraft) =>
    beginImport(api, {
      ...draft,
      files: files.map((file) => {
        const group = groups.get(file)?.trim();
        return { name: file.name, ...(group && { group }) };
      }),
    });
  return { ...send, bytes };
}

/** Whether the user has left the screen, so that a toast has to tell the outcome. */
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

/** Makes the browser ask before it leaves the page, which would end the upload. */
function useAskedBeforeLeaving(isBusy: boolean): void {
  useEffect(() => {
    if (!isBusy) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isBusy]);
}

export const sizeOf = (files: readonly File[]): number => files.reduce((bytes, { size }) => bytes + size, 0);

type Form = Begun['uploads'][number];

/**
 * Sends a file with the form that the API has signed for it. Rejects with a `Refusal`.
 * @param onSent - called with the bytes that were sent so far
 */
function uploadFile({ url, fields }: Form, file: File, onSent: (bytes: number) => void): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return new Promise((resolve, reject) => {
    // `fetch` does not report the progress of an upload.
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, file.size));
    request.onload = () => (request.status < 300 ? resolve() : reject(new Refusal(request.status, reasonOf(request))));
    request.onerror = () => reject(new Refusal(0, {}));
    request.open('POST', url);
    request.send(form);
  });
}

/** The bucket's message, which is XML. */
const reasonOf = ({ responseText }: XMLHttpRequest): { readonly detail: string } => ({
  detail: /<Message>([^<]*)/.exec(responseText)?.[1] ?? responseText.slice(0, 200),
});

import { Refusal } from '../../common/api/index.ts';
import type { Begun } from './api.ts';

type Form = Begun['uploads'][number];

/**
 * Sends a file with the form that the API has signed for it. Rejects with a `Refusal`.
 * @param onSent - called with the bytes that were sent so far
 */
export function uploadFile({ url, fields }: Form, file: File, onSent: (bytes: number) => void): Promise<void> {
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

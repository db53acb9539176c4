import { Refusal } from '../../common/api/client.ts';
import type { Begun } from './api.ts';

type Form = Begun['uploads'][number];

/**
 * Sends a file by the form that the API has signed for it; the file has to be the last of its parts. Rejects with a refusal as of the API.
 * @param onSent - told how many bytes were sent so far
 */
export function uploadFile({ url, fields }: Form, file: File, onSent: (bytes: number) => void): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file);
  return new Promise((resolve, reject) => {
    // Of the browser's ways to send something only this one says how far it is.
    const request = new XMLHttpRequest();
    request.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, file.size));
    request.onload = () => (request.status < 300 ? resolve() : reject(new Refusal(request.status, reasonOf(request))));
    request.onerror = () => reject(new Refusal(0, {}));
    request.open('POST', url);
    request.send(form);
  });
}

/** What the bucket has said, which answers in XML. */
const reasonOf = ({ responseText }: XMLHttpRequest): { readonly detail: string } => ({
  detail: /<Message>([^<]*)/.exec(responseText)?.[1] ?? responseText.slice(0, 200),
});

/** A client of Dormouse: typed requests, pages, jobs, files and webhooks. */
import createClient, { type Client } from 'openapi-fetch';
import { Webhook } from 'standardwebhooks';
import { Job } from './job.js';
import type { components, paths } from './made/schema.js';
import { type AnswerOf, type BodyOf, type ItemOf, type NameOf, pathOf, type QueryOf } from './names.js';
import { Refusal } from './refusal.js';
import { type Retries, retrying } from './retry.js';

export type { components, Job, paths };
export { Refusal };
export type Schemas = components['schemas'];

export interface Options extends Partial<Retries> {
  /** Such as `https://api.example.org`. */
  readonly url: string;
  /** Of the workspace, 40 characters. */
  readonly token: string;
}

type AboutImport = Omit<Schemas['ImportsFiles'], 'files' | 'name'> & { readonly name?: string };

/** The API of one workspace. Whatever is refused throws `Refusal`. */
export class Dormouse {
  readonly #client: Client<paths>;
  readonly #fetch: typeof fetch;

  constructor({ url, token, ...retries }: Options) {
    const headers = { Authorization: `Token ${token}`, Prefer: 'codes' };
    this.#fetch = retries.fetch ?? fetch;
    this.#client = createClient<paths>({ baseUrl: url, headers, fetch: retrying(retries) });
  }

  /** `get('contacts', { group: 'Mothers' })` is the first page; `each` goes through all. */
  get<Name extends NameOf<'get'>>(name: Name, query?: QueryOf<Name, 'get'>): Promise<AnswerOf<Name, 'get'>> {
    return this.#send('get', name, { params: { query } });
  }

  post<Name extends NameOf<'post'>>(
    name: Name,
    body: BodyOf<Name>,
    query?: QueryOf<Name, 'post'>,
  ): Promise<AnswerOf<Name, 'post'>> {
    return this.#send('post', name, { body, params: { query } });
  }

  async delete<Name extends NameOf<'delete'>>(name: Name, query?: QueryOf<Name, 'delete'>): Promise<void> {
    await this.#send('delete', name, { params: { query } });
  }

  /** Every item of a list, page by page. */
  async *each<Name extends NameOf<'get'>>(name: Name, query?: QueryOf<Name, 'get'>): AsyncGenerator<ItemOf<Name>> {
    let page: string | null = '';
    for (let asked: object = query ?? {}; page !== null; ) {
      const answer = (await this.get(name, asked as typeof query)) as Page<ItemOf<Name>>;
      yield* answer.results;
      page = answer.next;
      if (page) asked = { ...asked, cursor: new URL(page).searchParams.get('cursor') };
    }
  }

  /** A job, new or by its uuid. */
  async job(asked: BodyOf<'jobs'> | string): Promise<Job> {
    if (typeof asked !== 'string') return new Job(this, await this.post('jobs', asked));
    const [found] = (await this.get('jobs', { uuid: asked })).results;
    if (!found) throw new RangeError(`There is no job ${asked}.`);
    return new Job(this, found);
  }

  /** Begins an import, and sends its files by their names. It is previewed next. */
  async upload(files: Readonly<Record<string, Blob | string>>, about: AboutImport = {}): Promise<Schemas['NewImport']> {
    const named = Object.keys(files).map((name) => ({ name }));
    const body = { name: named[0]?.name ?? '', ...about, files: named };
    const begun = (await this.post('imports', body)) as Schemas['NewImport'];
    const contents = Object.values(files);
    for (const [at, { name, url, fields }] of begun.uploads.entries()) {
      const form = new FormData();
      for (const [field, value] of Object.entries(fields)) form.append(field, value);
      form.append('file', new Blob([contents[at] as Blob | string]), name);
      const answer = await this.#fetch(url, { method: 'POST', body: form });
      if (!answer.ok) throw await Refusal.of(answer);
    }
    return begun;
  }

  /** The file of a link, as an export or a report has it. */
  async download(link: string): Promise<Blob> {
    const answer = await this.#fetch(link);
    if (!answer.ok) throw await Refusal.of(answer);
    return answer.blob();
  }

  async #send<Answer>(method: 'get' | 'post' | 'delete', name: string, options: object): Promise<Answer> {
    const { data, error, response } = await this.#client.request(method, pathOf(name) as never, options as never);
    if (!response.ok) throw new Refusal(response.status, error);
    return data as Answer;
  }
}

interface Page<Item> {
  readonly next: string | null;
  readonly results: readonly Item[];
}

/** A delivery of a webhook; throws when it does not come from Dormouse. `body` is the text as it came. */
export const verify = (body: string, headers: Record<string, string>, secret: string): Schemas['Delivery'] =>
  new Webhook(secret).verify(body, headers) as Schemas['Delivery'];

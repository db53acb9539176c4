import type { components } from './made/schema.js';

type State = components['schemas']['Job'];

/** What a job asks of its client. */
interface Asked {
  post(name: 'jobs', body: components['schemas']['JobsRun'], query: { uuid: string }): Promise<State>;
  job(uuid: string): Promise<{ readonly state: State }>;
  download(link: string): Promise<Blob>;
}

const ENDED = ['completed', 'interrupted', 'failed'];
const SECONDS = 2;

/** Work over many contacts. `state` is what was last read of it. */
export class Job {
  readonly #dormouse: Asked;
  state: State;

  constructor(dormouse: Asked, state: State) {
    this.#dormouse = dormouse;
    this.state = state;
  }

  /** Waits until its contacts are chosen: how many, a sample, warnings, and what it will cost. */
  async preview(): Promise<State> {
    while (this.state.status === 'pending') await this.#reread();
    return this.state;
  }

  /** Runs what was previewed, for as many contacts as it said. */
  async run(): Promise<this> {
    const { uuid, token, total } = await this.preview();
    if (token === undefined) throw new Error(`Job ${uuid} is ${this.state.status}, not a preview that is ready.`);
    this.state = await this.#dormouse.post('jobs', { action: 'run', token, count: total ?? 0 }, { uuid });
    return this;
  }

  /** Its state, again and again until it has ended. */
  async *progress(): AsyncGenerator<State> {
    yield this.state;
    while (!ENDED.includes(this.state.status)) {
      await this.#reread();
      yield this.state;
    }
  }

  /** Waits for its end. */
  async end(): Promise<State> {
    for await (const _ of this.progress());
    return this.state;
  }

  /** The file of an export that has ended. */
  async download(): Promise<Blob> {
    const { file } = (await this.#dormouse.job(this.state.uuid)).state;
    if (!file?.url) throw new Error(file?.problem ?? `Job ${this.state.uuid} has no file.`);
    return this.#dormouse.download(file.url);
  }

  async #reread(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, SECONDS * 1_000));
    this.state = (await this.#dormouse.job(this.state.uuid)).state;
  }
}

import { v5 } from 'uuid';

const NAMESPACE = '8c1b6a52-6f0e-5d1c-9a0e-2f4b7d3e1c90';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The uuid of something that had none, always the same for the same place or name. */
export const madeUuid = (...place: readonly unknown[]): string => v5(JSON.stringify(place), NAMESPACE);

export const isUuid = (json: unknown): json is string => typeof json === 'string' && UUID.test(json);

/** The uuids of a definition's parts: its own where it is one, and none twice. */
export class Uuids {
  readonly #flow: string;
  readonly #taken = new Set<string>();

  constructor(flow: string) {
    this.#flow = flow;
  }

  /** `wanted` if it is a uuid that no other part has, else one made of the place. */
  claim(wanted: unknown, ...place: readonly unknown[]): string {
    const uuid = isUuid(wanted) && !this.#taken.has(wanted.toLowerCase()) ? wanted : this.made(...place);
    this.#taken.add(uuid.toLowerCase());
    return uuid;
  }

  made = (...place: readonly unknown[]): string => madeUuid(this.#flow, ...place);

  /** The uuid of the node that an exit leads to; null for none. */
  node = (json: unknown): string | null => {
    if (json === undefined || json === null || json === '') return null;
    return isUuid(json) ? json : this.made('node', json);
  };
}

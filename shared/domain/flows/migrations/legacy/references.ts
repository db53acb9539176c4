import { titleOf } from '../../../workspace-names.ts';
import { isBlank, isJsonObject, type Json } from '../json.ts';
import { isUuid, madeUuid } from './uuids.ts';

/** A reference of version 13. */
interface Reference {
  readonly uuid: string;
  readonly name: string;
}

/** A group of an old file is found by name, so its uuid comes from the name, or else from its number. */
const groupUuid = (name: string, id: unknown): string =>
  name === '' ? madeUuid('group', null, id ?? null) : madeUuid('group', name.trim().toLowerCase());

/** The uuid of a flow that had a number only; numbers of other sites are the same, so the name belongs to it. */
export const flowUuid = (id: unknown, name: unknown): string => madeUuid('flow', id ?? null, name ?? null);

/** Whom and what the actions of a definition mention. Groups that they name are collected, to be created. */
export class References {
  readonly groups = new Map<string, Reference>();
  readonly fields = new Map<string, { readonly key: string; readonly name: string }>();
  readonly #flowsById: ReadonlyMap<unknown, string>;

  constructor(flowsById: ReadonlyMap<unknown, string>) {
    this.#flowsById = flowsById;
  }

  /** `{uuid, name}`, `{id, name}` or a name. */
  group(json: unknown): Reference {
    const name = typeof json === 'string' ? json : nameOf(json);
    const uuid =
      isJsonObject(json) && isUuid(json['uuid'])
        ? json['uuid']
        : groupUuid(name, isJsonObject(json) ? json['id'] : null);
    if (name !== '') this.groups.set(uuid.toLowerCase(), { uuid, name });
    return { uuid, name };
  }

  /** `{uuid, name}` or `{id, name}`; older actions had both in themselves, with the uuid as `flow`. */
  flow(holder: Json): Reference {
    const { flow = holder } = holder;
    const json = isJsonObject(flow) ? flow : holder;
    const name = nameOf(json);
    if (isUuid(json['uuid']) && isJsonObject(flow)) return { uuid: json['uuid'], name };
    if (isUuid(flow)) return { uuid: flow, name };
    return { uuid: this.#flowsById.get(json['id']) ?? flowUuid(json['id'], json['name']), name };
  }

  /** A contact, label or channel. */
  other(kind: string, json: unknown): Reference {
    const name = typeof json === 'string' ? json : nameOf(json);
    const uuid = isJsonObject(json) && isUuid(json['uuid']) ? json['uuid'] : null;
    return { uuid: uuid ?? madeUuid(kind, isJsonObject(json) ? (json['id'] ?? null) : null, name), name };
  }

  field(key: string, label: unknown): { readonly key: string; readonly name: string } {
    const name = isBlank(label) ? titleOf(key) : String(label);
    this.fields.set(key, { key, name });
    return { key, name };
  }
}

function nameOf(json: unknown): string {
  const name = isJsonObject(json) ? json['name'] : undefined;
  return typeof name === 'string' ? name : '';
}

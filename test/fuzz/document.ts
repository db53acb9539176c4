import document from '../../functions/workspace/openapi.json' with { type: 'json' };
import { withWholeBodies } from '../../scripts/openapi/whole-bodies.ts';

/** As much of a JSON schema as making values needs. */
export interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

interface Parameter {
  readonly in: string;
  readonly name: string;
}

interface Described {
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

/** A method of an endpoint, as the OpenAPI document describes it. */
export interface Operation {
  readonly path: string;
  readonly method: string;
  readonly parameters: readonly Parameter[];
  /** Undefined: it takes no body. */
  readonly body: Schema | undefined;
}

const paths = withWholeBodies(document).paths as unknown as Readonly<
  Record<string, Readonly<Record<string, Described>>>
>;

/** Every method of every endpoint. */
export const OPERATIONS: readonly Operation[] = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
    path,
    method: method.toUpperCase(),
    parameters,
    body: Object.values(requestBody?.content ?? {})[0]?.schema,
  })),
);

/** Whether the document describes this method of this path. */
export const isDescribed = (method: string, path: string): boolean =>
  OPERATIONS.some((one) => one.path === path && one.method === method);

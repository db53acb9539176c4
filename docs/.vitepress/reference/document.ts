import { readFileSync } from 'node:fs';

/** The parts of JSON Schema that the OpenAPI document uses and the pages show. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly maxItems?: number;
}

interface Body {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

export interface Parameter {
  readonly in: 'query' | 'header';
  readonly name: string;
  readonly description?: string;
  readonly required?: boolean;
}

export interface Response extends Body {
  readonly $ref?: string;
  readonly description?: string;
}

export interface Operation {
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Body;
  readonly responses: Readonly<Record<string, Response>>;
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Response>>;
  };
}

const FILE = new URL('../../../functions/workspace/openapi.json', import.meta.url);

/** The document that `GET /api/v2/openapi.json` serves. */
export const document: OpenApi = JSON.parse(readFileSync(FILE, 'utf8'));

/** The name of the component that a `$ref` points to. */
export const componentOf = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** The schema of a JSON body, if there is one. */
export const jsonSchema = ({ content }: Body): Schema | undefined => content?.['application/json']?.schema;

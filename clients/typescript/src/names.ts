/** The names of endpoints, such as `contacts`, and what each takes and answers. */
import type { paths } from './made/schema.js';

type Method = 'get' | 'post' | 'delete';

export const pathOf = (name: string) => `/api/v2/${name}.json`;

type PathOf<Name extends string> = `/api/v2/${Name}.json` & keyof paths;

export type NameOf<M extends Method> = {
  [Path in keyof paths]: paths[Path][M] extends { responses: unknown }
    ? Path extends `/api/v2/${infer Name}.json`
      ? Name
      : never
    : never;
}[keyof paths];

export type QueryOf<Name extends string, M extends Method> = paths[PathOf<Name>][M] extends {
  parameters: { query?: infer Query };
}
  ? Query
  : never;

export type BodyOf<Name extends string> = paths[PathOf<Name>]['post'] extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? Body
  : never;

type ContentOf<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;

export type AnswerOf<Name extends string, M extends Method> = paths[PathOf<Name>][M] extends {
  responses: infer Responses;
}
  ? ContentOf<Responses[Extract<keyof Responses, 200 | 201 | 202>]>
  : never;

export type ItemOf<Name extends string> =
  AnswerOf<Name, 'get'> extends infer Answer
    ? Answer extends { next: unknown; results: (infer Item)[] }
      ? Item
      : never
    : never;

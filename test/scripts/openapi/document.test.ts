import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import served from '../../../functions/workspace/openapi.json' with { type: 'json' };
import { openApiDocument } from '../../../scripts/openapi/document.ts';
import { compiled } from '../../support/cases/schema.ts';

interface Body {
  readonly schema: object;
  readonly example?: unknown;
}

interface Operation {
  readonly operationId: string;
  /** Empty: it needs no token. */
  readonly security?: readonly object[];
  readonly parameters?: readonly (Body & { readonly name: string })[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Body>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Body>> }>>;
}

const OPERATIONS = Object.values(served.paths).flatMap((path) =>
  Object.values(path),
) as unknown as readonly Operation[];
const bodies = ({ requestBody }: Operation) => Object.values(requestBody?.content ?? {});

describe('The OpenAPI document', () => {
  it('is what the endpoints declare: run `npm run openapi` after changing them', () => {
    expect(served).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  it('names each operation once', () => {
    const ids = OPERATIONS.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has a component for each body and each answer of JSON, from which clients make a class', () => {
    const answers = OPERATIONS.flatMap(({ responses }) => Object.values(responses));
    const schemas = [...OPERATIONS.flatMap(bodies), ...answers.flatMap(({ content = {} }) => Object.values(content))];
    const unnamed = schemas.filter(({ schema }) => /"(properties|additionalProperties)"/.test(JSON.stringify(schema)));
    expect(unnamed).toEqual([]);
  });

  it('gives an example of what each operation with a token answers', () => {
    const without = OPERATIONS.filter(({ security, responses }) => {
      const done = Object.entries(responses).filter(([status]) => status.startsWith('2'));
      const contents = done.flatMap(([, { content = {} }]) => Object.values(content));
      return !security && contents.length > 0 && contents.every(({ example }) => example === undefined);
    });
    expect(without.map(({ operationId }) => operationId)).toEqual([]);
  });

  it('gives examples of bodies, parameters and answers that their schemas take', () => {
    const given = OPERATIONS.flatMap((operation) => [
      ...bodies(operation),
      ...(operation.parameters ?? []),
      ...Object.values(operation.responses).flatMap(({ content = {} }) => Object.values(content)),
    ]);
    const examples = given.filter(({ example }) => example !== undefined);
    expect(examples.length).toBeGreaterThan(100);
    const wrong = examples.flatMap(({ schema, example }) => {
      const { error } = compiled(schema).safeParse(example);
      return error ? [{ example, why: z.prettifyError(error) }] : [];
    });
    expect(wrong).toEqual([]);
  });
});

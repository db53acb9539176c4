import { describe, expect, it } from 'vitest';
import served from '../../../functions/workspace/openapi.json' with { type: 'json' };
import { openApiDocument } from '../../../scripts/openapi/document.ts';

describe('The OpenAPI document', () => {
  it('is what the endpoints declare: run `npm run openapi` after changing them', () => {
    expect(served).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  it('names each operation once', () => {
    const paths = Object.values(served.paths) as Record<string, { operationId: string }>[];
    const ids = paths.flatMap((operations) => Object.values(operations).map(({ operationId }) => operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

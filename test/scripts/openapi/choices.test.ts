import { describe, expect, it } from 'vitest';
import { choicesOf } from '../../../scripts/openapi/choices.ts';

describe('Choices of requests', () => {
  it('are the values of a key, also of one that may be null and of a list', () => {
    const properties = {
      a: { enum: ['x', 'y'] },
      b: { anyOf: [{ enum: ['z'] }, { type: 'null' }] },
      c: { type: 'array', items: { enum: ['l'] } },
      d: { anyOf: [{ enum: ['open'] }, { type: 'string' }] },
    };
    const post = { requestBody: { content: { 'application/json': { schema: { properties } } } } };
    const source = choicesOf({
      paths: { '/api/v2/jobs.json': { post } },
      'x-contact': { sort: ['name'] },
      'x-settings': [],
      'x-policy': [],
    });
    expect(source).toContain(`jobs: {\n'a': ["x","y"],\n'b': ["z"],\n'c': ["l"],\n},`);
    expect(source).toContain('CONTACT = {"sort":["name"]} as const');
  });

  it('have the bounds of numbers and lists of policies, also of one that may be null and within a list', () => {
    const days = { type: 'integer', minimum: 0, maximum: 9 };
    const properties = {
      rate: { anyOf: [{ type: 'integer', minimum: 1, maximum: 5 }, { type: 'null' }] },
      stages: { type: 'array', minItems: 1, maxItems: 8, items: { type: 'object', properties: { days } } },
      name: { type: 'string' },
    };
    const post = { requestBody: { content: { 'application/json': { schema: { properties } } } } };
    expect(
      choicesOf({ paths: { '/api/v2/policies.json': { post } }, 'x-contact': {}, 'x-settings': [], 'x-policy': [] }),
    ).toContain('LIMITS = {"policies":{"rate":[1,5],"stages":[1,8],"stages.days":[0,9]}} as const');
  });
});

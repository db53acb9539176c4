// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how Fn::Sub writes its placeholders.
import { describe, expect, test } from 'vitest';
import { resolve, type Scope } from '../../../../infra/local/assembly/intrinsics.ts';
import cases from '../../../cases/infra/local/assembly/intrinsics.json' with { type: 'json' };

const scope: Scope = {
  ref: (name) => `ref:${name}`,
  attribute: (logicalId, name) => `${logicalId}/${name}`,
  output: (stack, name) => `${stack}>${name}`,
  imported: (name) => `imported:${name}`,
};

describe('intrinsics', () => {
  test.each(cases.templates as unknown as [string, object, string | object][])('%s', (_, template, expected) => {
    expect(resolve(template, scope)).toEqual(expected);
  });

  test('an object of one property that is not an intrinsic stays an object', () => {
    expect(resolve({ Reference: 'x' }, scope)).toEqual({ Reference: 'x' });
  });

  test('an unknown intrinsic is refused by name', () => {
    expect(() => resolve({ a: { 'Fn::Select': [0, ['a']] } }, scope)).toThrow('Fn::Select');
  });
});

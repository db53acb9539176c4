// biome-ignore-all lint/suspicious/noTemplateCurlyInString: this is how Fn::Sub writes its placeholders.
import { describe, expect, test } from 'vitest';
import { resolve, type Scope } from '../../../../infra/local/assembly/intrinsics.ts';

const scope: Scope = {
  ref: (name) => `ref:${name}`,
  attribute: (logicalId, name) => `${logicalId}/${name}`,
  output: (stack, name) => `${stack}>${name}`,
  imported: (name) => `imported:${name}`,
};

describe('intrinsics', () => {
  test.each([
    ['Ref', { Ref: 'Table' }, 'ref:Table'],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table/Arn'],
    ['Fn::GetAtt as a text', { 'Fn::GetAtt': 'Table.Arn' }, 'Table/Arn'],
    ['Fn::Join of intrinsics', { 'Fn::Join': ['-', ['a', { Ref: 'B' }, 3]] }, 'a-ref:B-3'],
    ['Fn::Sub', { 'Fn::Sub': 'x-${AWS::Region}-${Table.Arn}-${!Literal}' }, 'x-ref:AWS::Region-Table/Arn-${Literal}'],
    ['Fn::Sub with variables', { 'Fn::Sub': ['${Own}/${B}', { Own: { Ref: 'A' } }] }, 'ref:A/ref:B'],
    ['Fn::ImportValue', { 'Fn::ImportValue': 'Key' }, 'imported:Key'],
    ['Fn::GetStackOutput', { 'Fn::GetStackOutput': { StackName: 'Data', OutputName: 'Name' } }, 'Data>Name'],
    ['nested in lists and objects', { a: [{ b: { Ref: 'C' } }] }, { a: [{ b: 'ref:C' }] }],
    ['plain values', { a: 1, b: null, c: true }, { a: 1, b: null, c: true }],
  ])('%s', (_, template, expected) => {
    expect(resolve(template, scope)).toEqual(expected);
  });

  test('an object of one property that is not an intrinsic stays an object', () => {
    expect(resolve({ Reference: 'x' }, scope)).toEqual({ Reference: 'x' });
  });

  test('an unknown intrinsic is refused by name', () => {
    expect(() => resolve({ a: { 'Fn::Select': [0, ['a']] } }, scope)).toThrow('Fn::Select');
  });
});

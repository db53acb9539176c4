import type { QueryProperty, Span } from '../ast.ts';
import type { QueryEnv } from '../env.ts';
import { queryFailure } from '../errors.ts';
import { lowerCase } from '../lower-case.ts';
import type { Word } from '../syntax/tree.ts';
import { ATTRIBUTES, isAttribute, URN_SCHEMES, type ValueType } from './attributes.ts';

/** Resolves a property word (TextIt 5.4): by its prefix, else as an attribute, a URN scheme, or a field. */
export function resolveProperty(word: Word, env: QueryEnv): QueryProperty {
  const name = lowerCase(word.text);
  const dot = name.indexOf('.');
  if (dot < 0) return resolveBare(name, word, env);
  const key = name.slice(dot + 1);
  switch (name.slice(0, dot)) {
    case 'fields':
      return resolveField(key, word, env);
    case 'urns':
      return { type: 'scheme', key };
    default:
      throw queryFailure('unknownPropertyType', name.slice(0, dot), word);
  }
}

function resolveBare(name: string, span: Span, env: QueryEnv): QueryProperty {
  if (isAttribute(name)) return { type: 'attribute', key: name };
  const valueType = addedType(name, env);
  if (valueType) return { type: 'added', key: name, valueType };
  if (URN_SCHEMES.has(name)) return { type: 'scheme', key: name };
  return resolveField(name, span, env);
}

const addedType = (name: string, { attributes = {} }: QueryEnv): ValueType | undefined =>
  Object.hasOwn(attributes, name) ? attributes[name] : undefined;

function resolveField(key: string, span: Span, { resolver }: QueryEnv): QueryProperty {
  if (!resolver) return { type: 'field', key, name: '', valueType: 'unknown' };
  const field = resolver.field(key);
  if (!field) throw queryFailure('unknownProperty', key, span);
  return { type: 'field', key, name: field.name, valueType: field.type };
}

/** The type that a property's values are compared as. Locations and fields of unknown type are text. */
export function valueTypeOf(property: QueryProperty): ValueType {
  switch (property.type) {
    case 'attribute':
      return ATTRIBUTES[property.key];
    case 'added':
      return property.valueType;
    case 'scheme':
      return 'text';
    case 'field':
      return property.valueType === 'number' || property.valueType === 'datetime' ? property.valueType : 'text';
  }
}

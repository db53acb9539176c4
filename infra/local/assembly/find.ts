import * as z from 'zod/mini';
import { type Place, physicalName, scopeOf } from './identities.ts';
import { resolve } from './intrinsics.ts';
import type { Resource, Stack } from './read.ts';
import { type PropertiesOf, SUPPORTED, type SupportedType } from './supported.ts';

/** A resource as errors name it. */
export const named = (resource: Resource) => `${resource.stack}.${resource.logicalId} (${resource.type})`;

/** The properties of one resource, with intrinsics resolved, checked against what the runner supports. */
function propertiesOf<T extends SupportedType>(type: T, properties: unknown, where: string): PropertiesOf<T> {
  const parsed = SUPPORTED[type].safeParse(properties, { error: z.locales.en().localeError });
  if (parsed.success) return parsed.data as PropertiesOf<T>;
  const problems = parsed.error.issues.map((issue) => {
    const path = issue.path.join('.');
    if (issue.code !== 'unrecognized_keys') return `${path}: ${issue.message}`;
    return `unknown property ${issue.keys.map((key) => (path ? `${path}.${key}` : key)).join(', ')}`;
  });
  throw new Error(`The local runner cannot run ${where}: ${problems.join('; ')}.`);
}

export interface Interpreted<T extends SupportedType> {
  readonly resource: Resource;
  readonly name: string;
  readonly arn: string;
  readonly ref: string;
  readonly stack: Stack;
  readonly properties: PropertiesOf<T>;
}

/** Every resource of a type, in the order of the templates. */
export type Find = <T extends SupportedType>(type: T) => readonly Interpreted<T>[];

/** Finds resources in the templates, with intrinsics resolved; refuses unknown properties by name. */
export function finder(stacks: readonly Stack[], place: Place): Find {
  const found = new Map<SupportedType, readonly unknown[]>();
  const all = <T extends SupportedType>(type: T) =>
    stacks.flatMap((stack) => {
      const scope = scopeOf(stack, stacks, place);
      return [...stack.resources.values()]
        .filter((resource) => resource.type === type)
        .map((resource) => ({
          resource,
          stack,
          name: physicalName(resource),
          arn: String(scope.attribute(resource.logicalId, 'Arn')),
          ref: String(scope.ref(resource.logicalId)),
          properties: propertiesOf(type, resolve(resource.properties, scope), named(resource)),
        }));
    });
  return <T extends SupportedType>(type: T) => {
    const known = found.get(type) ?? all(type);
    found.set(type, known);
    return known as readonly Interpreted<T>[];
  };
}

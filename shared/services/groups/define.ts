import { type Definition, defineGroup } from '../../domain/groups/definition.ts';
import type { Request } from '../../lambda/endpoint.ts';
import { refuseQuery } from '../search/read.ts';

/** A smart group's query as somebody typed it; one that cannot define a group is refused with 400, its place and a hint. */
export function requireDefinition({ assets, now }: Pick<Request, 'assets' | 'now'>, text: string): Definition {
  const defined = defineGroup(text, assets, now);
  if (defined.ok) return defined.definition;
  throw refuseQuery(defined.error);
}

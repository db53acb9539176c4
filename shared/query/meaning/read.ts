import type { Combination, Condition, QueryNode } from '../ast.ts';
import type { QueryEnv } from '../env.ts';
import type { SyntaxCondition, SyntaxNode } from '../syntax/tree.ts';
import { implicitCondition } from './implicit.ts';
import { resolveProperty } from './properties.ts';
import { validate } from './validate.ts';
import { assetOf } from './values.ts';

/** Gives a syntax tree its meaning: looks names up, checks and simplifies. Throws a `QueryFailure`. */
export function readTree(node: SyntaxNode, env: QueryEnv): QueryNode {
  switch (node.kind) {
    case 'combination':
      return combine(
        node.operator,
        node.children.map((child) => readTree(child, env)),
      );
    case 'condition':
      return checked(explicitCondition(node, env), env);
    case 'literal':
      return checked(implicitCondition(node.value, env), env);
  }
}

function explicitCondition({ property: word, operator, value }: SyntaxCondition, env: QueryEnv): Condition {
  const property = resolveProperty(word, env);
  return {
    kind: 'condition',
    property,
    operator,
    value: value.text,
    asset: assetOf(property, value.text, env),
    span: { start: word.start, end: value.end },
    valueSpan: { start: value.start, end: value.end },
  };
}

export function checked(condition: Condition, env: QueryEnv): Condition {
  validate(condition, env);
  return condition;
}

/** Merges a combination into an outer one with the same operator (TextIt 5.8). */
function combine(operator: Combination['operator'], nodes: readonly QueryNode[]): Combination {
  const children: QueryNode[] = [];
  for (const node of nodes) {
    if (node.kind === 'combination' && node.operator === operator) children.push(...node.children);
    else children.push(node);
  }
  return { kind: 'combination', operator, children };
}

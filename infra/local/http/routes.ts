import type { RouteSpec } from '../assembly/model.ts';

interface Matched {
  readonly route: RouteSpec;
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface Compiled {
  readonly route: RouteSpec;
  readonly method: string;
  readonly pattern: RegExp;
  /** Smaller ranks are tried first. */
  readonly rank: number;
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function compile(route: RouteSpec): Compiled {
  if (route.key === '$default') return { route, method: 'ANY', pattern: /^/, rank: 9 };
  const [method = 'ANY', path = '/'] = route.key.split(' ');
  const source = path
    .split('/')
    .map((part) => {
      const [, name, greedy] = /^\{(\w+)(\+?)\}$/.exec(part) ?? [];
      return name === undefined ? literally(part) : `(?<${name}>${greedy ? '.+' : '[^/]+'})`;
    })
    .join('/');
  const kind = path.includes('+}') ? 2 : path.includes('{') ? 1 : 0;
  return { route, method, pattern: new RegExp(`^${source}$`), rank: kind * 2 + (method === 'ANY' ? 1 : 0) };
}

/** A route as HTTP APIs pick it: most specific path, then method before `ANY`, `$default` last. Null: 404. */
export function createRouter(routes: readonly RouteSpec[]): (method: string, path: string) => Matched | null {
  const compiled = routes.map(compile).sort((a, b) => a.rank - b.rank);
  return (method, path) => {
    for (const { route, method: wanted, pattern } of compiled) {
      const match = wanted === 'ANY' || wanted === method ? pattern.exec(path) : null;
      if (match) return { route, pathParameters: { ...match.groups } };
    }
    return null;
  };
}

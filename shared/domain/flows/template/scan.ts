/** A piece of a template: literal text, or an expression with its source. */
type Piece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'expression'; readonly source: string; readonly inside: string };

/**
 * `contact.fields.age`: names and positions separated by single dots; a dot at the end is a full stop. Only keys of
 * results and parameters may be in any script: in `你好@contact.name你好` the name ends with its Latin letters.
 */
const PATH =
  /(?:(?:run\.|child\.|parent\.)?results|trigger\.params)(?:\.[\p{L}\p{M}\p{N}_]+)+|[a-z]\w*(?:\.[\w\p{Script=Latin}]+)*/iuy;

/**
 * Splits a template (TextIt 8.10): `@path` when its first name is in `names`, `@(expression)`, `@@` for `@`. Everything
 * else is text, also the e-mail address `ann@example.org`.
 */
export function scan(template: string, names: ReadonlySet<string>): readonly Piece[] {
  const pieces: Piece[] = [];
  let text = '';
  let at = 0;
  const expression = (source: string, inside: string) => {
    if (text !== '') pieces.push({ type: 'text', text });
    pieces.push({ type: 'expression', source, inside });
    text = '';
  };
  while (at < template.length) {
    const next = template.indexOf('@', at);
    text += template.slice(at, next < 0 ? template.length : next);
    if (next < 0) break;
    const inside = bracketed(template, next + 1);
    const path = inside === null ? pathAt(template, next + 1, names) : null;
    if (inside !== null) expression(`@(${inside})`, inside);
    else if (path !== null) expression(`@${path}`, path);
    else text += '@';
    const doubled = template[next + 1] === '@';
    at = next + 1 + (inside !== null ? inside.length + 2 : (path?.length ?? Number(doubled)));
  }
  if (text !== '') pieces.push({ type: 'text', text });
  return pieces;
}

function pathAt(template: string, start: number, names: ReadonlySet<string>): string | null {
  PATH.lastIndex = start;
  const path = PATH.exec(template)?.[0] ?? null;
  const [name = ''] = path?.toLowerCase().split('.') ?? [];
  return names.has(name) ? path : null;
}

/** The text between `(` here and its `)`, ignoring brackets in quotes; null when there is no such pair. */
function bracketed(template: string, start: number): string | null {
  if (template[start] !== '(') return null;
  let depth = 0;
  let quoted = false;
  for (let i = start; i < template.length; i++) {
    const character = template[i];
    if (quoted && character === '\\') i += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === '(') depth += 1;
    else if (!quoted && character === ')' && --depth === 0) return template.slice(start + 1, i);
  }
  return null;
}

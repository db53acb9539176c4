/** Tags and texts of HTML and XML, of which a chunk may end anywhere. */
import { decodeHtml } from '../../../../shared/domain/html-entities.ts';
import { MOST_RECORD } from './limits.ts';

type MarkupToken =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'open' | 'close'; readonly tag: string; readonly attributes: string };

/** Without what is no content: comments, styles, scripts and declarations. */
const MARKUP =
  /<!--[\s\S]*?-->|<(style|script|title)\b[\s\S]*?<\/\1\s*>|<(\/?)([a-z][\w:.-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>|<[!?][^>]*>/iy;

/** Tag names are in lower case, without a prefix. */
export async function* markupTokens(text: AsyncIterable<string>): AsyncGenerator<MarkupToken> {
  let rest = '';
  for await (const chunk of text) {
    rest += chunk;
    let at = 0;
    for (;;) {
      const open = rest.indexOf('<', at);
      if (open < 0) break;
      if (open > at) yield { type: 'text', text: rest.slice(at, open) };
      at = open;
      MARKUP.lastIndex = open;
      const found = MARKUP.exec(rest);
      if (found !== null) {
        at = MARKUP.lastIndex;
        const [, , closes, tag, attributes = ''] = found;
        if (tag !== undefined)
          yield { type: closes === '/' ? 'close' : 'open', tag: tag.toLowerCase().replace(/^.*:/, ''), attributes };
      } else if (rest.length - open > MOST_RECORD) {
        // Not tried again at each `<` in it, which would take quadratic time.
        yield { type: 'text', text: rest.slice(open) };
        at = rest.length;
      } else break;
    }
    rest = rest.slice(at);
  }
  if (rest !== '') yield { type: 'text', text: rest };
}

/** An attribute's value, which may lack its quotes; undefined without one. */
export function attribute(attributes: string, name: string): string | undefined {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(attributes);
  const value = found?.[1] ?? found?.[2] ?? found?.[3];
  return value === undefined ? undefined : decodeHtml(value);
}

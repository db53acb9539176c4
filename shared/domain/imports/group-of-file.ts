/**
 * The segment of a file of Amazon Pinpoint's endpoints, by its name (`segment-VIP.gz`) or such a folder
 * (`segments/VIP/…`). Null: it may be an export of everybody.
 */
export function groupOfFile(path: string): string | null {
  const folders = path.split('/');
  const base = withoutEnds(folders.pop() ?? '');
  const at = folders.findIndex((folder) => /^segments?$/i.test(folder));
  const found = (saidBy(base) ?? (at < 0 ? undefined : (folders[at + 1] ?? base)))?.trim();
  return found || null;
}

/** What stands after the word, or before it. */
function saidBy(base: string): string | undefined {
  const after = /^segment[-_ =.]+(?![-_ =.])/i.exec(base)?.[0];
  if (after !== undefined && after !== base && !/^(?:exports?|endpoints?|all)\b/i.test(base.slice(after.length)))
    return base.slice(after.length);
  const before = /segment$/i.test(base) ? base.slice(0, -'segment'.length) : '';
  const said = withoutSeparators(before);
  return said === before || said === '' ? undefined : said;
}

/** Without extensions and part numbers. */
function withoutEnds(name: string): string {
  const base = withoutExtensions(name);
  const part = /\bpart[-_ ]?\d+$/i.exec(base);
  return part === null ? base : withoutSeparators(base.slice(0, part.index));
}

function withoutSeparators(text: string): string {
  let end = text.length;
  while (end > 0 && '-_ .'.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

const EXTENSIONS: ReadonlySet<string> = new Set(['gz', 'json', 'jsonl', 'ndjson', 'csv', 'txt']);

function withoutExtensions(name: string): string {
  const parts = name.split('.');
  return parts
    .slice(0, 1 + parts.findLastIndex((part, at) => at === 0 || !EXTENSIONS.has(part.toLowerCase())))
    .join('.');
}

/** Bytes of a text in an encoding that Node reads, and does not write. */
export function encoded(text: string, encoding: string): Buffer {
  const bytes = bytesOf(encoding);
  return Buffer.from([...text].flatMap((char) => bytes.get(char) ?? missing(char, encoding)));
}

const TABLES = new Map<string, ReadonlyMap<string, readonly number[]>>();

/** By character: what the decoder makes of each byte, and of each pair. */
function bytesOf(encoding: string): ReadonlyMap<string, readonly number[]> {
  const known = TABLES.get(encoding);
  if (known !== undefined) return known;
  const table = new Map<string, readonly number[]>();
  const add = (...bytes: number[]) => {
    const text = new TextDecoder(encoding).decode(Buffer.from(bytes));
    if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, bytes);
  };
  for (let byte = 0; byte < 256; byte++) add(byte);
  for (let lead = 0x81; lead < 255; lead++) for (let trail = 0x40; trail < 255; trail++) add(lead, trail);
  TABLES.set(encoding, table);
  return table;
}

function missing(char: string, encoding: string): never {
  throw new Error(`${encoding} has no ${char}`);
}

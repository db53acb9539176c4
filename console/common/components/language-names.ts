/** Languages that many people speak, by ISO 639-3. */
const COMMON =
  'ara ben deu eng fas fra hau hin ibo ind ita jpn kin kor lin lug mar mlg mya nld npi nya orm pan pol por ron run rus sna som spa swa tam tel tgl tha tir tur ukr urd vie wol xho yor zho zul'.split(
    ' ',
  );

/** Languages by name, in the reader's own language; those of `first` come first. */
export function languageNames(reader: string, first: readonly string[]) {
  const names = new Intl.DisplayNames(reader, { type: 'language' });
  const named = (codes: readonly string[]) =>
    codes
      .map((code) => ({ code, name: names.of(code) ?? code }))
      .toSorted((a, b) => a.name.localeCompare(b.name, reader));
  return [...named([...new Set(first)]), ...named(COMMON.filter((code) => !first.includes(code)))];
}

/** Encodings that callers may name, for files in neither UTF-8 nor UTF-16. */
export const CODE_PAGES = [
  ...(['windows-1250', 'windows-1251', 'windows-1252', 'windows-1253', 'windows-1254', 'windows-1255'] as const),
  ...(['windows-1256', 'windows-1257', 'windows-1258', 'windows-874', 'macintosh', 'koi8-r'] as const),
  ...(['iso-8859-2', 'iso-8859-5', 'iso-8859-6', 'iso-8859-7', 'iso-8859-8'] as const),
  ...(['shift_jis', 'euc-jp', 'euc-kr', 'gb18030', 'big5'] as const),
] as const;

/** Those of which one character may have several bytes. */
export const OF_SEVERAL_BYTES: ReadonlySet<string> = new Set(['shift_jis', 'euc-jp', 'euc-kr', 'gb18030', 'big5']);

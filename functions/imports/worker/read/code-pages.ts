/** Code pages that callers may name, for files in neither UTF-8 nor UTF-16. */
export const CODE_PAGES = [
  'windows-1250',
  'windows-1251',
  'windows-1252',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'macintosh',
] as const;

/** The usual one of Western programs without Unicode. */
export const USUAL_CODE_PAGE = 'windows-1252';

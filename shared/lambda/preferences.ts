/** Whether a request prefers something (RFC 7240): `prefers(headers, 'codes')` for `Prefer: codes`, in any case. */
export const prefers = (headers: Readonly<Record<string, string | undefined>>, preference: string): boolean =>
  (headers['prefer'] ?? '').split(',').some((one) => one.trim().toLowerCase() === preference);

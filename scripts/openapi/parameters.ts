import type { Endpoint, WriteEndpoint } from '../../shared/lambda/http/endpoint.ts';
import { isRepeatable } from '../../shared/lambda/http/endpoint.ts';
import { isOneOf, type Param, paramOf } from '../../shared/lambda/http/param.ts';

/** The parameters of an operation: those of the query by their forms, and the headers that it reads. */
export const parametersOf = (declared: Endpoint | WriteEndpoint, examples: Readonly<Record<string, string>> = {}) => [
  ...Object.entries(declared.params ?? {}).map(([name, param]) => queryParameter(name, paramOf(param), examples[name])),
  ...Object.entries({ ...declared.headers, ...(isRepeatable(declared) && IDEMPOTENCY_KEY), ...PREFER }).map(
    ([name, description]) => ({ in: 'header' as const, name, description, schema: headerSchema(name) }),
  ),
];

const queryParameter = (name: string, param: Param, example: string | undefined) => ({
  in: 'query' as const,
  name,
  description: param.about,
  ...(param.required && { required: true }),
  schema: param.repeats
    ? { type: 'array' as const, items: valueSchema(param), maxItems: MOST_TIMES }
    : valueSchema(param),
  ...(example !== undefined && { example: param.repeats ? [example] : example }),
});

/** Less than any repeated parameter may be given. */
const MOST_TIMES = 20;

function valueSchema({ form, how, text }: Param) {
  if (isOneOf(form)) return { type: 'string' as const, enum: [...form] };
  if (typeof form === 'object') return wholeSchema(form);
  switch (form) {
    case 'uuid':
      return { type: 'string' as const, format: 'uuid' };
    case 'time':
      return { type: 'string' as const, format: 'date-time' };
    case 'flag':
      return { type: 'boolean' as const };
    case 'text':
      return { type: 'string' as const, ...(!how && { minLength: 1 }), ...text };
  }
}

const wholeSchema = ({ least, most }: { readonly least?: number; readonly most?: number }) => ({
  type: 'integer' as const,
  ...(least !== undefined && { minimum: least }),
  ...(most !== undefined && { maximum: most }),
});

const IDEMPOTENCY_KEY = {
  'Idempotency-Key':
    'up to 255 characters; for 24 hours a request with the same key is not carried out again: it gets the first status, and the object as it is now',
};

const PREFER = { Prefer: '`codes` adds codes to sentences; `handling=strict` refuses what would be ignored' };

/** Printable ASCII; a header's outer spaces are lost on the way. */
const PATTERNS: Readonly<Record<string, string>> = {
  'Idempotency-Key': '^[!-~]([ -~]{0,253}[!-~])?$',
  'If-Match': '^(\\*|"[0-9]{1,15}")$',
};

const headerSchema = (name: string) => ({
  type: 'string' as const,
  ...(PATTERNS[name] !== undefined && { pattern: PATTERNS[name] }),
});

import * as z from 'zod/mini';

const positive = z.number().check(z.int(), z.gte(1));
const probability = z.number().check(z.gte(0), z.lte(1));
/** At most an hour. */
const milliseconds = z.number().check(z.gte(0), z.lte(3_600_000));

/** A fault that is random (a probability) or aimed. Null removes it; left out, it stays. */
const either = <Aimed extends z.core.$ZodType>(aimed: Aimed) =>
  z.exactOptional(z.nullable(z.union([probability, aimed])));

/** The body of `POST /_local/faults`, documented in infra/local/README.md. */
const FaultsRequest = z.strictObject({
  seed: z.exactOptional(z.number().check(z.int())),
  kill: either(
    z.strictObject({
      function: z.string(),
      invocation: z._default(positive, 1),
      after_ms: z._default(milliseconds, 0),
      times: z._default(positive, 1),
    }),
  ),
  hold: z.exactOptional(z.nullable(z.strictObject({ function: z.string(), invocation: z._default(positive, 1) }))),
  duplicate: either(
    z.strictObject({ queue: z.string(), batches: z._default(positive, 1), together: z._default(z.boolean(), false) }),
  ),
  throttle: either(z.strictObject({ every: positive, operations: z.optional(z.array(z.string())) })),
  close: z.exactOptional(z.nullable(probability)),
  silent: z.exactOptional(z.nullable(probability)),
  deny_ms: z.exactOptional(z.nullable(milliseconds)),
  delay_ms: z.exactOptional(z.nullable(milliseconds)),
  engine_slow_ms: z.exactOptional(z.nullable(milliseconds)),
  index_delay_ms: z.exactOptional(z.nullable(milliseconds)),
});

export type FaultsRequest = z.infer<typeof FaultsRequest>;

interface FaultNames {
  readonly functions: readonly string[];
  readonly queues: readonly string[];
}

/** The faults of a body, or its errors, one line each. */
export function readFaults(
  body: unknown,
  names: FaultNames,
): { readonly faults: FaultsRequest } | { readonly problems: string } {
  const parsed = FaultsRequest.safeParse(body, { error: z.locales.en().localeError });
  const problems = parsed.success
    ? unknownNames(parsed.data, names)
    : parsed.error.issues.flatMap((issue) => problemsOf(issue, body));
  return parsed.success && problems.length === 0 ? { faults: parsed.data } : { problems: problems.join('\n') };
}

function problemsOf(issue: z.core.$ZodIssue, body: unknown): string[] {
  const path = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => `${path ? `${path}.${key}` : key}: there is no such fault or setting`);
  if (issue.code !== 'invalid_union') return [`${path || 'The body'}: ${issue.message}`];
  const given = (body as Record<string, unknown>)[String(issue.path[0])];
  const [, aimed = []] = issue.errors;
  if (typeof given !== 'object') return [`${path}: a probability from 0 to 1, an object for an aimed fault, or null`];
  return aimed.flatMap((inner) => problemsOf({ ...inner, path: [...issue.path, ...inner.path] }, body));
}

function unknownNames({ kill, hold, duplicate }: FaultsRequest, { functions, queues }: FaultNames): string[] {
  const named = [
    ['kill.function', typeof kill === 'object' ? kill?.function : undefined, functions],
    ['hold.function', hold?.function, functions],
    ['duplicate.queue', typeof duplicate === 'object' ? duplicate?.queue : undefined, queues],
  ] as const;
  return named.flatMap(([path, name, known]) =>
    name === undefined || known.includes(name) ? [] : [`${path}: "${name}" is none of ${known.join(', ')}`],
  );
}

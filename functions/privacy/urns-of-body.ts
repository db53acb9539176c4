import { inputUrn } from '../../shared/domain/references.ts';
import { list, text } from '../../shared/domain/schema.ts';
import { URN } from '../../shared/domain/text-forms.ts';
import type { Request } from '../../shared/lambda/http/endpoint.ts';

const MOST = 1_000;

export const urnsOfBody = () => ({ urns: list(text({ max: 255, form: URN }), MOST, { code: 'no_urns' }) });

/** The addresses in normal form, in order; an invalid one adds an error at its index. */
export function normalUrns({
  given,
  errors,
  assets,
}: Pick<Request<never, ReturnType<typeof urnsOfBody>>, 'given' | 'errors' | 'assets'>): string[] {
  return (given.urns ?? []).flatMap((text, index) => {
    const urn = inputUrn(text, assets);
    if (urn === null) errors.addItem('urns', index, { code: 'invalid_urn', urn: text });
    return urn ?? [];
  });
}

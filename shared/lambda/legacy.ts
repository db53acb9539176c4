import type { Answer, Endpoint, Fields, Request as Parsing, Shape } from './endpoint.ts';
import type { FieldErrors } from './field-errors.ts';

/** TRANSITIONAL: endpoints that check their request, throw away what they found, and look it up again. Each becomes parse and handle. */
export type LegacyRequest<Params extends string = string, Body extends Shape = Shape> = Omit<
  Parsing<Params, Body>,
  'given' | 'errors'
> & { readonly body: Fields<Body> };

interface Legacy<Params extends string, Body extends Shape>
  extends Pick<Endpoint<Params, Body>, 'summary' | 'roles' | 'scope' | 'params' | 'headers' | 'body'> {
  check?(body: Partial<Fields<Body>>, errors: FieldErrors, request: LegacyRequest<Params, Shape>): Promise<void> | void;
  handle(request: LegacyRequest<Params, Body>): Promise<Answer>;
}

export const legacyEndpoint = <Params extends string = never, Body extends Shape = Record<never, never>>(
  declared: Legacy<Params, Body>,
) => {
  const { check, handle, ...rest } = declared;
  return {
    ...rest,
    async parse(request: Parsing<Params, Body>) {
      const { given, errors, ...others } = request;
      await check?.(given, errors, { ...others, body: {} } as unknown as LegacyRequest<Params, Shape>);
      return { ...others, body: given } as unknown as LegacyRequest<Params, Body>;
    },
    handle: (request: LegacyRequest<Params, Body>) => handle(request),
  };
};

// biome-ignore lint/style/noRestrictedImports: this is what makes it safe
import { type UseMutationOptions, type UseMutationResult, useMutation as useOneOfMany } from '@tanstack/react-query';
import { useRef } from 'react';

/**
 * A change that is not begun again while it is under way. The second click of a double click, or Enter that is held, comes before its button
 * is seen to be busy, and would make a second token that nobody is shown.
 */
export function useMutation<Data, Variables = void>({
  mutationFn,
  ...options
}: UseMutationOptions<Data, Error, Variables>): UseMutationResult<Data, Error, Variables> {
  const isUnderWay = useRef(false);
  const mutation = useOneOfMany<Data, Error, Variables>({
    ...options,
    async mutationFn(variables, context) {
      try {
        if (mutationFn === undefined) throw new Error('A change without what it does');
        return await mutationFn(variables, context);
      } finally {
        isUnderWay.current = false;
      }
    },
  });
  const mutate: typeof mutation.mutate = (...given) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    mutation.mutate(...given);
  };
  return { ...mutation, mutate };
}

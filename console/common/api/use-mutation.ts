// biome-ignore lint/style/noRestrictedImports: the hook below makes it safe
import { type UseMutationOptions, type UseMutationResult, useMutation as useUnguarded } from '@tanstack/react-query';
import { useRef } from 'react';

/** A mutation that ignores a second start while it runs. A double click would make a second token that nobody sees. */
export function useMutation<Data, Variables = void>({
  mutationFn,
  ...options
}: UseMutationOptions<Data, Error, Variables>): UseMutationResult<Data, Error, Variables> {
  const isUnderWay = useRef(false);
  const mutation = useUnguarded<Data, Error, Variables>({
    ...options,
    async mutationFn(variables, context) {
      try {
        if (mutationFn === undefined) throw new Error('A mutation without a function');
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

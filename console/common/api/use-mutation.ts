// biome-ignore lint/style/noRestrictedImports: the hook below makes it safe
import { type UseMutationOptions, type UseMutationResult, useMutation as useUnguarded } from '@tanstack/react-query';
import { useRef } from 'react';
import { useInvalidate } from './refresh.ts';

interface Options<Data, Variables> extends UseMutationOptions<Data, Error, Variables> {
  /** What is read again before `onSuccess`, by the first parts of query keys. */
  readonly reads?: readonly string[];
}

/** A mutation that ignores a second start while it runs. A double click would make a second token that nobody sees. */
export function useMutation<Data, Variables = void>({
  mutationFn,
  reads = [],
  ...options
}: Options<Data, Variables>): UseMutationResult<Data, Error, Variables> {
  const isUnderWay = useRef(false);
  const invalidate = useInvalidate();
  const mutation = useUnguarded<Data, Error, Variables>({
    ...options,
    async mutationFn(variables, context) {
      try {
        if (mutationFn === undefined) throw new Error('A mutation without a function');
        const data = await mutationFn(variables, context);
        await invalidate(...reads);
        return data;
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

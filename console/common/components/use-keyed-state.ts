import { useState } from 'react';

/** State that belongs to a key: with another key it is again as at the beginning. */
export function useKeyedState<Value>(
  key: string,
  initial: Value,
): readonly [Value, (change: Value | ((now: Value) => Value)) => void] {
  const [kept, setKept] = useState({ key, value: initial });
  const change = (to: Value | ((now: Value) => Value)) =>
    setKept((before) => {
      const now = before.key === key ? before.value : initial;
      return { key, value: to instanceof Function ? to(now) : to };
    });
  return [kept.key === key ? kept.value : initial, change];
}

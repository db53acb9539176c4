import { useSyncExternalStore } from 'react';

/** A hook that tells whether the window is at most so many pixels wide. */
function upTo(pixels: number): () => boolean {
  const query = matchMedia(`(max-width: ${pixels}px)`);
  const subscribe = (onChange: () => void): (() => void) => {
    query.addEventListener('change', onChange);
    return () => query.removeEventListener('change', onChange);
  };
  return () => useSyncExternalStore(subscribe, () => query.matches);
}

/** A phone. */
export const useNarrow = upTo(688);
/** A tablet or a small window, in which the menu takes a third. */
export const useMiddling = upTo(1180);

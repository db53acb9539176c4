import { useEffect, useState } from 'react';

/** Whether a wish has stood for some milliseconds; it begins anew when the wish is taken back. */
export function usePause(wish: boolean, milliseconds: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    setPassed(false);
    if (!wish) return;
    const timer = setTimeout(() => setPassed(true), milliseconds);
    return () => clearTimeout(timer);
  }, [wish, milliseconds]);
  return wish && passed;
}

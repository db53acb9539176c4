import { type Capacity, type Units, unitsIn } from '../control/capacity.ts';

export type LogLevel = 'silent' | 'error' | 'info';

interface Output {
  onOutput(functionName: string, text: string): void;
  onError(functionName: string, error: { readonly errorType: string; readonly errorMessage: string }): void;
}

const isShown = (line: string, level: LogLevel): boolean =>
  level === 'info' ? line.trim() !== '' : level === 'error' && line.includes('"level":"ERROR"');

/** Handles functions' output: counts units, prints lines by level, and reports failed invocations. */
export function createOutput(capacity: Capacity, level: LogLevel, write: (line: string) => void): Output {
  const record = (name: string, units: Units | null) => units && capacity.add(name, units);
  return {
    onOutput(name, text) {
      for (const line of text.split('\n')) {
        if (line.includes('"consumed"')) record(name, unitsIn(line));
        if (isShown(line, level)) write(`[${name}] ${line}`);
      }
    },
    onError(name, { errorType, errorMessage }) {
      if (level !== 'silent') write(`[${name}] failed: ${errorType}: ${errorMessage}`);
    },
  };
}

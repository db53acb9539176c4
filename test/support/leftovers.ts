import { execFileSync } from 'node:child_process';

/**
 * Command lines of the processes that have `text` in theirs or in their environment: with a path that only one service
 * was given, everything that it started, whatever its parent process is now. Without those that have ended and whose parent has
 * not yet collected them.
 */
export function processesWith(text: string): readonly string[] {
  const lines = execFileSync('ps', ['axeww', '-o', 'stat=,pid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 26 }).split(
    '\n',
  );
  return lines.filter((line) => line.includes(text) && !line.startsWith('Z')).map((line) => line.slice(0, 120));
}

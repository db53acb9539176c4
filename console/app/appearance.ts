import { applyMode, Mode } from '@cloudscape-design/global-styles';

const APPEARANCES = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof APPEARANCES)[number];

const KEY = 'dormouse.appearance';
const dark = matchMedia('(prefers-color-scheme: dark)');

export const storedAppearance = (): Appearance =>
  APPEARANCES.find((name) => name === localStorage.getItem(KEY)) ?? 'system';

function apply(): void {
  const chosen = storedAppearance();
  const isDark = chosen === 'dark' || (chosen === 'system' && dark.matches);
  applyMode(isDark ? Mode.Dark : Mode.Light);
}

/** Sets light or dark before the first paint, and follows the device while nothing is chosen. */
export function startAppearance(): void {
  apply();
  dark.addEventListener('change', apply);
}

export function chooseAppearance(appearance: Appearance): void {
  localStorage.setItem(KEY, appearance);
  apply();
}

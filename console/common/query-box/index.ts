export { BuilderToggle } from './builder-toggle.tsx';
export { PlainBox } from './plain-box.tsx';
export { QueryBox } from './query-box.tsx';
export { useQueryEnv } from './query-env.ts';

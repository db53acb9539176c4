export { PlainBox } from './plain-box.tsx';
export { QueryBox } from './query-box.tsx';
export { queryEnvOf } from './query-env.ts';

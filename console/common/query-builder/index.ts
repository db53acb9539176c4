export { default } from './builder.tsx';

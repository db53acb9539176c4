import { type ComponentType, createElement, lazy, Suspense } from 'react';

/** A component of another file, which is loaded when it is first shown. Until then there is nothing in its place. */
export function later<Props extends object>(load: () => Promise<{ readonly default: ComponentType<Props> }>) {
  const Loaded: ComponentType<Props> = lazy(load);
  return (props: Props) => <Suspense fallback={null}>{createElement(Loaded, props)}</Suspense>;
}

import { Box } from '@cloudscape-design/components';
import type { ReactNode } from 'react';
import './empty-state.css';

/** What a list without anything says, below a dormouse that sleeps. It has the colour of quiet text, light and dark. */
export const EmptyState = ({ children }: { readonly children: ReactNode }) => (
  <Box textAlign="center" color="text-body-secondary" padding="l">
    <Dormouse />
    {children}
  </Box>
);

const Dormouse = () => (
  <svg className="dormouse" viewBox="0 0 120 76" width="120" height="76" aria-hidden="true">
    <path className="tail" d="M82 64c15 3 24-8 18-19-4-8-15-8-18-1" />
    <path className="fur" d="M27 68C14 61 14 43 25 33c13-12 36-13 49-3 13 9 16 25 9 34-2 3-4 4-7 4z" />
    <path className="fur" d="M18 64c-5-8 0-19 10-21 10-3 19 3 20 12 1 7-4 13-10 13H26c-3 0-6-1-8-4z" />
    <circle className="fur" cx="40" cy="42" r="7" />
    <path d="M25 57q3.500 3 7 0M21 65l-9 1M22 67l-8 4M50 68h9M60 14h8l-8 9h8M77 4h10L77 15h10" />
    <circle className="nose" cx="17" cy="61" r="2" />
  </svg>
);

import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';

/** The way one level up. */
export function BackLink({ children, ...props }: LinkProps & { children: ReactNode }) {
  return (
    <p>
      <Link {...props}>
        <span aria-hidden="true">← </span>
        {children}
      </Link>
    </p>
  );
}

import { Link, type LinkProps } from '@remix-run/react';
import { clsx } from 'clsx';
import type { ComponentPropsWithoutRef } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import styles from './button.module.css';

type Face = { icon: IconName; label: string };

/** A button of one icon; the label is its name and its tooltip. */
export function IconButton({
  icon,
  label,
  className,
  children,
  ...rest
}: Face & ComponentPropsWithoutRef<'button'>) {
  return (
    <button
      type="button"
      className={clsx(styles.iconButton, className)}
      aria-label={label}
      title={label}
      {...rest}
    >
      <Icon name={icon} />
      {children}
    </button>
  );
}

export function IconLink({ icon, label, className, children, ...rest }: Face & LinkProps) {
  return (
    <Link className={clsx(styles.iconButton, className)} aria-label={label} title={label} {...rest}>
      <Icon name={icon} />
      {children}
    </Link>
  );
}

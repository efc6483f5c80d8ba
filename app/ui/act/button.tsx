import { Link, useNavigation, type LinkProps } from '@remix-run/react';
import { clsx } from 'clsx';
import type { ComponentPropsWithoutRef, ReactNode } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import styles from './button.module.css';

export type Tone = 'primary' | 'secondary' | 'quiet' | 'danger';
type Look = { tone?: Tone; small?: boolean; wide?: boolean; icon?: IconName; children: ReactNode };
export type ButtonProps = Look & {
  /** While true the button says so, stays focusable and does nothing. */
  pending?: boolean;
} & ComponentPropsWithoutRef<'button'>;

/** A verb. One primary per page; `danger` names what it destroys. */
export function Button({
  tone = 'secondary',
  small,
  wide,
  icon,
  pending = false,
  type = 'button',
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      className={clsx(look({ tone, small, wide }), className)}
      {...(pending && { 'aria-disabled': true, 'data-pending': '' })}
      {...rest}
      onClick={pending ? (event) => event.preventDefault() : rest.onClick}
    >
      {icon && <Icon name={icon} size={16} />}
      {children}
    </button>
  );
}

/** The button that sends its form; pending while this form, or one to `action`, is on its way. */
export function Submit({ action, ...rest }: ButtonProps & { action?: string }) {
  const { state, formAction } = useNavigation();
  const pending = state !== 'idle' && Boolean(formAction) && (!action || formAction === action);
  return <Button type="submit" tone="primary" pending={pending} {...rest} />;
}

/** A place that looks like a button. */
export function ButtonLink({
  tone = 'secondary',
  small,
  wide,
  icon,
  className,
  children,
  ...rest
}: Look & LinkProps) {
  return (
    <Link className={clsx(look({ tone, small, wide }), className)} {...rest}>
      {icon && <Icon name={icon} size={16} />}
      {children}
    </Link>
  );
}

function look({ tone, small, wide }: Pick<Look, 'tone' | 'small' | 'wide'>): string {
  return clsx(styles.button, styles[tone!], small && styles.small, wide && styles.wide);
}

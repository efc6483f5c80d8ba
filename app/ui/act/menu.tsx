import { Form, Link, type LinkProps } from '@remix-run/react';
import { clsx } from 'clsx';
import { useId, type ComponentPropsWithoutRef, type KeyboardEvent, type ReactNode } from 'react';
import { Icon, type IconName } from '../icons/icon.tsx';
import styles from './menu.module.css';
import { isPopover, opensPopover, usePopover } from './popover.ts';

type MenuProps = {
  /** What the button shows, and its name where that is only a picture. */
  trigger: ReactNode;
  label: string;
  triggerClass?: string;
  /** Which edge of the button the menu keeps to. */
  align?: 'start' | 'end';
  /** Opens upwards: for a bar at the bottom. */
  above?: boolean;
  children: ReactNode;
};

/**
 * A button with a menu of links and acts. Native popover: it opens without scripts; with them,
 * arrows, Home, End and first letters move through it.
 */
export function Menu({
  trigger,
  label,
  triggerClass,
  align = 'start',
  above,
  children,
}: MenuProps) {
  const id = useId();
  const ref = usePopover<HTMLDivElement>(id, '[role^="menuitem"]');
  return (
    <>
      <button
        type="button"
        className={triggerClass ?? styles.trigger}
        aria-label={label}
        aria-haspopup="menu"
        title={label}
        {...opensPopover(id)}
      >
        {trigger}
      </button>
      <div
        ref={ref}
        role="menu"
        tabIndex={-1}
        aria-label={label}
        className={clsx(styles.menu, align === 'end' && styles.end, above && styles.above)}
        onKeyDown={moveThrough}
        {...isPopover(id)}
      >
        {children}
      </div>
    </>
  );
}

type ItemFace = { icon?: IconName; chosen?: boolean; children: ReactNode };

/** A place in a menu. */
export function MenuLink({ icon, chosen, children, ...rest }: ItemFace & LinkProps) {
  return (
    <Link
      role="menuitem"
      className={styles.item}
      {...(chosen && { 'aria-current': true })}
      {...rest}
    >
      {icon && <Icon name={icon} />}
      <span className={styles.text}>{children}</span>
      {chosen && <Icon name="check" size={16} />}
    </Link>
  );
}

/** An act in a menu: a form of one button, so it works without scripts. */
export function MenuAct({
  icon,
  chosen,
  action,
  fields = {},
  reload,
  children,
  ...rest
}: ItemFace & {
  action: string;
  fields?: Record<string, string>;
  /** Load the next page whole: when language, person or organisation changes. */
  reload?: boolean;
} & ComponentPropsWithoutRef<'button'>) {
  return (
    <Form method="post" action={action} reloadDocument={reload} role="none">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button
        type="submit"
        role={chosen === undefined ? 'menuitem' : 'menuitemradio'}
        className={styles.item}
        {...(chosen !== undefined && { 'aria-checked': chosen })}
        {...rest}
      >
        {icon && <Icon name={icon} />}
        <span className={styles.text}>{children}</span>
        {chosen && <Icon name="check" size={16} />}
      </button>
    </Form>
  );
}

/** Words above a group of items. */
export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <div role="presentation" className={styles.heading}>
      {children}
    </div>
  );
}

export function MenuRule() {
  return <hr className={styles.rule} />;
}

function items(menu: Element): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
}

function moveThrough(event: KeyboardEvent<HTMLElement>): void {
  const all = items(event.currentTarget);
  const at = all.indexOf(document.activeElement as HTMLElement);
  const to =
    event.key === 'ArrowDown'
      ? (at + 1) % all.length
      : event.key === 'ArrowUp'
        ? (at - 1 + all.length) % all.length
        : event.key === 'Home'
          ? 0
          : event.key === 'End'
            ? all.length - 1
            : byLetter(all, at, event);
  if (to < 0) return;
  event.preventDefault();
  all[to]?.focus();
}

function byLetter(all: HTMLElement[], at: number, event: KeyboardEvent): number {
  if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey) return -1;
  const letter = event.key.toLowerCase();
  const starts = (item: HTMLElement) => item.innerText.trim().toLowerCase().startsWith(letter);
  const after = all.findIndex((item, i) => i > at && starts(item));
  return after >= 0 ? after : all.findIndex(starts);
}

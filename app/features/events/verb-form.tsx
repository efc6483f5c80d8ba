import { useFetcher } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { FormResult } from '#app/page.ts';
import { Button, FieldError, useOneAtATime, type ButtonProps } from '#app/ui/index.ts';

/** A form of one act on a route without a page: its refusal is shown beside it. */
export function VerbForm({
  action,
  fields = {},
  className,
  children,
  before,
  ...button
}: {
  action: string;
  fields?: Record<string, string>;
  className?: string | undefined;
  before?: ReactNode;
} & ButtonProps) {
  const fetcher = useFetcher<FormResult>();
  const onSubmit = useOneAtATime(fetcher.state);
  return (
    <fetcher.Form method="post" action={action} className={className} onSubmit={onSubmit}>
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {before}
      <Button type="submit" pending={fetcher.state !== 'idle'} {...button}>
        {children}
      </Button>
      <FieldError error={fetcher.data && !fetcher.data.ok ? fetcher.data.message : undefined} />
    </fetcher.Form>
  );
}

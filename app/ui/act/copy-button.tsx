import { useState } from 'react';
import { Button } from './button.tsx';

/** Copies a text; says that it did. */
export function CopyButton({ text, label, done }: { text: string; label: string; done: string }) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2_000);
  }
  return (
    <Button small icon={copied ? 'check' : 'copy'} onClick={() => void copy()} aria-live="polite">
      {copied ? done : label}
    </Button>
  );
}

'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { toast } from 'sonner';
import { Button } from './button';

const confirmedMs = 2000;

/** Puts `text` on the clipboard, and says so. */
export function CopyButton({ text, label, className }: { text: string; label?: string; className?: string }) {
  const t = useTranslations('common.ui');
  const [copied, setCopied] = useState(false);

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), confirmedMs);
    return () => clearTimeout(timer);
  }, [copied]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toast.error(t('copyFailed'));
    }
  };

  return (
    <Button
      variant="ghost"
      size={label ? 'xs' : 'iconSm'}
      aria-label={label ?? t('copy')}
      onClick={copy}
      className={className}
    >
      {copied ? <Check aria-hidden className="text-success" /> : <Copy aria-hidden />}
      {label}
      <span aria-live="polite" className="sr-only">
        {copied ? t('copied') : ''}
      </span>
    </Button>
  );
}

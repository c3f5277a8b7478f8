'use client'

import { Check, Copy } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'

/** Text to be copied whole; `label` says of what. */
export function CopyBlock({ text, label }: { text: string; label: string }) {
  const t = useTranslations('probe')
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    // Without a secure origin there is no clipboard; the text can still be selected.
    await navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => {},
    )
  }
  return (
    <div className="flex items-start gap-2 rounded-md border bg-sunken py-1.5 pr-1.5 pl-3">
      <pre className="mono min-w-0 flex-1 py-0.5 text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text}
      </pre>
      <Button size="sm" onClick={copy} aria-label={t('copyThis', { label })}>
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        <span role="status">{copied ? t('copied') : t('copy')}</span>
      </Button>
    </div>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { previewReplies } from '@/lib/xmail/variables'
import type { VariablesTable } from './use-variables'

/** The lines that clients get by a text of server.tab, with what XMail puts behind it. `text`: null for not set. */
export function ReplyPreviews({
  table,
  name,
  text,
}: {
  table: VariablesTable
  name: string
  text: string | null
}) {
  const t = useTranslations('variables.field')
  const custom = table.settings.find((pair) => pair.name === 'CustomSMTPMessage')
  const previews = previewReplies(name, text, custom ? table.textOf(custom.drafted) : null)
  if (previews.length === 0) return null
  return (
    <dl className="rounded-md bg-sunken px-3 py-2 text-xs" aria-label={t('preview')} data-testid="preview">
      {previews.map(({ stage, line }) => (
        <div key={stage} className="flex flex-wrap gap-x-2">
          <dt className="text-ink-2">{t(`preview_${stage}`)}</dt>
          <dd className="mono min-w-0 [overflow-wrap:anywhere]">{line}</dd>
        </div>
      ))}
    </dl>
  )
}

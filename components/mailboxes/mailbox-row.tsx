'use client'

import { Mail, Users } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Tag } from '@/components/ui/tag'
import { addressOf, type ShownMailbox } from './filter-mailboxes'

export const MAILBOX_COLUMNS =
  'grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-3 py-1.5 sm:grid-cols-[minmax(14rem,1fr)_minmax(10rem,1fr)]'

/** An account or a list, as a way to its variables. */
export function MailboxRow({ mailbox, base }: { mailbox: ShownMailbox; base: string }) {
  const t = useTranslations('mailboxes')
  const { domain, name, kind, path, inDraft } = mailbox
  const address = addressOf(mailbox)
  const Icon = kind === 'list' ? Users : Mail
  return (
    <div className={`${MAILBOX_COLUMNS} min-h-11 border-b`} data-mailbox={address} data-kind={kind}>
      <div role="cell" className="min-w-0 text-sm font-medium [overflow-wrap:anywhere]">
        {path === null ? (
          address
        ) : (
          <Link
            href={`${base}/${encodeURIComponent(domain)}/${encodeURIComponent(name)}`}
            className="underline underline-offset-2"
          >
            {address}
          </Link>
        )}
      </div>
      <div role="cell" className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-2">
        <span className="inline-flex items-center gap-1">
          <Icon aria-hidden className="size-3.5 shrink-0 text-ink-3" />
          {t(`kind_${kind}`)}
        </span>
        {path === null && <span>{t('badFolder')}</span>}
        {inDraft && <Tag look="opens">{t('inDraft')}</Tag>}
      </div>
    </div>
  )
}

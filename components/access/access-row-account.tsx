'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Tag } from '@/components/ui/tag'

export interface ShownAccount {
  readonly domain: string
  readonly name: string
  /** Null: nothing can be done about its list. */
  readonly path: string | null
  /** Null: not looked up. */
  readonly hasList: boolean | null
  readonly inDraft: boolean
}

export const ACCOUNT_COLUMNS =
  'grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-1 px-3 py-1.5 sm:grid-cols-[minmax(14rem,1fr)_minmax(12rem,1fr)]'

export function addressOf({ name, domain }: ShownAccount): string {
  return `${name}@${domain}`
}

/** An account, as a way to its list. */
export function AccountRow({ account, base }: { account: ShownAccount; base: string }) {
  const t = useTranslations('access')
  const { domain, name, path, hasList, inDraft } = account
  const listWord = hasList === null ? 'accountNotAsked' : hasList ? 'accountHasList' : 'accountNoList'
  return (
    <div className={`${ACCOUNT_COLUMNS} min-h-11 border-b`} data-account={addressOf(account)}>
      <div role="cell" className="min-w-0 text-sm font-medium [overflow-wrap:anywhere]">
        {path === null ? (
          addressOf(account)
        ) : (
          <Link
            href={`${base}/${encodeURIComponent(domain)}/${encodeURIComponent(name)}`}
            className="underline underline-offset-2"
          >
            {addressOf(account)}
          </Link>
        )}
      </div>
      <div role="cell" className="flex flex-wrap items-center gap-1 text-xs text-ink-2">
        {path === null ? t('accountBadFolder') : hasList ? <Tag>{t(listWord)}</Tag> : t(listWord)}
        {inDraft && <Tag look="opens">{t('accountInDraft')}</Tag>}
      </div>
    </div>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { HelpFor } from '@/components/form/legend'
import { VirtualRows } from '@/components/table/virtual-rows'
import { FileName, PageHeading } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import {
  addressOf,
  domainsOf,
  filterMailboxes,
  parseMailboxFilter,
  printMailboxFilter,
  type ShownMailbox,
} from './filter-mailboxes'
import { MAILBOX_COLUMNS, MailboxRow } from './mailbox-row'
import { MailboxSearch } from './mailbox-search'

export interface MailboxesPageProps {
  /** By domain, then by name. */
  mailboxes: readonly ShownMailbox[]
  takenAt: number
  /** The path of this page. */
  base: string
  /** The search of the address: `q`, `domain`, `kind`. */
  search: Readonly<Record<string, string | undefined>>
}

/** The accounts and mailing lists of a server, each a way to its own variables. */
export function MailboxesPage({ mailboxes, takenAt, base, search }: MailboxesPageProps) {
  const t = useTranslations('mailboxes')
  const [filter, setFilter] = useState(() => parseMailboxFilter(search))
  const deferred = useDeferredValue(filter)
  const shown = useMemo(() => filterMailboxes(mailboxes, deferred), [mailboxes, deferred])
  const domains = useMemo(() => domainsOf(mailboxes), [mailboxes])
  const choose = (next: typeof filter) => {
    setFilter(next)
    // The address keeps the search, so that a link or a reload shows the same; no page is asked for.
    window.history.replaceState(null, '', printMailboxFilter(next) || window.location.pathname)
  }
  return (
    <>
      <PageHeading
        title={t('title')}
        aside={<HelpFor text={t('title')} helpKey="userTab" />}
        lead={t('lead')}
        facts={
          <>
            <FileName>{t('files')}</FileName>
            <span>{t('takesEffect')}</span>
            <span>{t.rich('readAt', { when: () => <When ms={takenAt} /> })}</span>
          </>
        }
      />
      <p className="mb-5 max-w-3xl text-sm text-ink-2">{t('indexed')}</p>
      <MailboxSearch filter={filter} domains={domains} onChange={choose} />
      <p className="mb-1.5 text-xs text-ink-2" aria-live="polite">
        {t('count', { count: shown.length, all: mailboxes.length })}
      </p>
      {shown.length === 0 ? (
        <p className="rounded-md border border-dashed px-4 py-6 text-sm text-ink-2">
          {t(mailboxes.length === 0 ? 'none' : 'noMatch')}
        </p>
      ) : (
        <VirtualRows
          label={t('title')}
          heads={[
            { key: 'address', name: t('address') },
            { key: 'kind', name: t('kind') },
          ]}
          columns={MAILBOX_COLUMNS}
          rows={shown}
          keyOf={addressOf}
        >
          {(mailbox) => <MailboxRow mailbox={mailbox} base={base} />}
        </VirtualRows>
      )}
    </>
  )
}

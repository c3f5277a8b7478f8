'use client'

import { useTranslations } from 'next-intl'
import { useDeferredValue, useMemo, useState } from 'react'
import { HelpFor } from '@/components/form/legend'
import { VirtualRows } from '@/components/table/virtual-rows'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { FileName, PageHeading } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import { ACCOUNT_COLUMNS, AccountRow, addressOf, type ShownAccount } from './access-row-account'

interface AccountsPageProps {
  accounts: readonly ShownAccount[]
  takenAt: number
  /** The path of the POP3 page. */
  base: string
}

/** The accounts that may have an access list of their own, each a way to it. */
export function AccountsPage({ accounts, takenAt, base }: AccountsPageProps) {
  const t = useTranslations('access')
  const [filter, setFilter] = useState('')
  const wanted = useDeferredValue(filter.trim().toLowerCase())
  const shown = useMemo(
    () => accounts.filter((account) => addressOf(account).toLowerCase().includes(wanted)),
    [accounts, wanted],
  )
  const isUnknown = accounts.some(({ path, hasList }) => path !== null && hasList === null)
  return (
    <>
      <PageHeading
        title={t('accountsTitle')}
        aside={<HelpFor text={t('accountsTitle')} helpKey="ipmap" />}
        lead={t('accountsLead')}
        facts={
          <>
            <FileName>{t('accountsFiles')}</FileName>
            <span>{t('accountTakesEffect')}</span>
            <span>{t.rich('accountsReadAt', { when: () => <When ms={takenAt} /> })}</span>
          </>
        }
      />
      {isUnknown && <p className="mb-4 max-w-3xl text-sm text-ink-2">{t('accountsUnknown')}</p>}
      <Field label={t('accountsFilter')} hint={t('accountsFilterHint')} className="mb-3 max-w-sm">
        {(control) => (
          <Input
            {...control}
            type="search"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
        )}
      </Field>
      <p className="mb-1.5 text-xs text-ink-2" aria-live="polite">
        {wanted
          ? t('accountsFiltered', { shown: shown.length, all: accounts.length })
          : t('accountsCount', { count: accounts.length })}
      </p>
      {shown.length === 0 ? (
        <p className="rounded-md border border-dashed px-4 py-6 text-sm text-ink-2">
          {t(accounts.length === 0 ? 'accountsNone' : 'accountsNoMatch')}
        </p>
      ) : (
        <VirtualRows
          label={t('accountsTitle')}
          heads={[
            { key: 'account', name: t('accountColumn') },
            { key: 'list', name: t('accountList') },
          ]}
          columns={ACCOUNT_COLUMNS}
          rows={shown}
          keyOf={addressOf}
        >
          {(account) => <AccountRow account={account} base={base} />}
        </VirtualRows>
      )}
    </>
  )
}

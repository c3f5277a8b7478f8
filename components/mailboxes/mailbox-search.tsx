'use client'

import { useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input, Select } from '@/components/ui/input'
import type { MailboxFilter } from './filter-mailboxes'

export interface MailboxSearchProps {
  filter: MailboxFilter
  domains: readonly string[]
  onChange: (filter: MailboxFilter) => void
}

/** Narrows the list by address, domain and kind. */
export function MailboxSearch({ filter, domains, onChange }: MailboxSearchProps) {
  const t = useTranslations('mailboxes')
  // A link may name a domain that is gone; the choice says so rather than another one.
  const offered = filter.domain && !domains.includes(filter.domain) ? [filter.domain, ...domains] : domains
  return (
    <search className="mb-4 flex max-w-3xl flex-wrap gap-x-4 gap-y-2">
      <Field label={t('search')} className="grow basis-56">
        {(control) => (
          <Input
            {...control}
            type="search"
            value={filter.text}
            onChange={(event) => onChange({ ...filter, text: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('domain')} className="basis-52">
        {(control) => (
          <Select
            {...control}
            value={filter.domain}
            onChange={(event) => onChange({ ...filter, domain: event.target.value })}
          >
            <option value="">{t('allDomains')}</option>
            {offered.map((domain) => (
              <option key={domain} value={domain}>
                {domain}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t('kind')} className="basis-52">
        {(control) => (
          <Select
            {...control}
            value={filter.kind}
            onChange={(event) => onChange({ ...filter, kind: event.target.value as MailboxFilter['kind'] })}
          >
            <option value="">{t('allKinds')}</option>
            <option value="account">{t('kind_account')}</option>
            <option value="list">{t('kind_list')}</option>
          </Select>
        )}
      </Field>
    </search>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { HelpFor } from '@/components/form/legend'
import { TableIntro } from '@/components/table/table-intro'
import type { TablePageProps } from '@/components/table/table-page-props'
import { Section } from '@/components/ui/page'
import type { Fault } from '@/lib/errors'
import { HostList } from './host-list'
import { NetworkList } from './network-list'

interface WhitelistFile {
  readonly text: string
  readonly present: boolean
  readonly notEditable: Fault | null
}

export interface WhitelistPageProps extends Omit<TablePageProps, 'text' | 'present' | 'notEditable'> {
  files: Readonly<Record<'smtp.ipprop.tab' | 'smtp.hnprop.tab', WhitelistFile>>
}

/** Clients that are spared some or all of the checks, by address and by name. */
export function WhitelistPage({ files, ...page }: WhitelistPageProps) {
  const t = useTranslations('whitelist')
  const networks = files['smtp.ipprop.tab']
  const hosts = files['smtp.hnprop.tab']
  return (
    <>
      <TableIntro
        title={t('title')}
        helpKey="whitelist"
        lead={t('lead')}
        files={['smtp.ipprop.tab', 'smtp.hnprop.tab']}
        takesEffect={t('takesEffect')}
        takenAt={page.takenAt}
        notEditable={networks.notEditable ?? hosts.notEditable}
        stale={null}
        reviewHref="review"
      />
      <Section title={t('networks')} aside={<HelpFor text={t('networks')} helpKey="ipprop" />}>
        <NetworkList {...page} {...networks} />
      </Section>
      <Section title={t('hosts')} aside={<HelpFor text={t('hosts')} helpKey="hnprop" />}>
        <HostList {...page} {...hosts} />
      </Section>
    </>
  )
}

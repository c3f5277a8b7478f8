import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Unreadable } from '@/components/frame/unreadable'
import { SELECTIONS } from '@/components/relay/arrange-rows'
import { RelayPage } from '@/components/relay/relay-page'
import { readRelayPage } from '@/lib/server/queries/relay-page'
import { discardFromDraft, stageEdit } from '../actions'
import { listAccountNames, stageRelayNetworks } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('relay')
  return { title: t('title') }
}

interface RelayRoute {
  params: Promise<{ serverId: string }>
  searchParams: Promise<{ show?: string | string[]; account?: string | string[] }>
}

export default async function RelayNetworksPage({ params, searchParams }: RelayRoute) {
  const [{ serverId }, { show, account }] = await Promise.all([params, searchParams])
  const t = await getTranslations('relay')
  const page = await readRelayPage(serverId, typeof account === 'string' ? account : '')
  if (!page.ok) return <Unreadable title={t('title')} fault={page.error} />
  return (
    <RelayPage
      {...page.value}
      selection={SELECTIONS.find((each) => each === show) ?? 'all'}
      accountNames={listAccountNames.bind(null, serverId)}
      add={stageRelayNetworks.bind(null, serverId)}
      stage={stageEdit.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
    />
  )
}

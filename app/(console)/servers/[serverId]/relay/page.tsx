import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Unreadable } from '@/components/frame/unreadable'
import { RelayPage } from '@/components/relay/relay-page'
import { readTablePage } from '@/lib/server/queries/table-page'
import { discardFromDraft, stageRelayNetworks, stageRelayRemoval } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('relay')
  return { title: t('title') }
}

export default async function RelayNetworksPage({ params }: { params: Promise<{ serverId: string }> }) {
  const { serverId } = await params
  const t = await getTranslations('relay')
  const table = await readTablePage(serverId, 'smtprelay.tab')
  if (!table.ok) return <Unreadable title={t('title')} fault={table.error} />
  return (
    <RelayPage
      {...table.value}
      add={stageRelayNetworks.bind(null, serverId)}
      remove={stageRelayRemoval.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
    />
  )
}

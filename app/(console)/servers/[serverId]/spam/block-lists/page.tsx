import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BlockListsPage } from '@/components/block-lists/block-lists-page'
import { Unreadable } from '@/components/frame/unreadable'
import { readTablePage } from '@/lib/server/queries/table-page'
import { discardFromDraft, stageEdit } from '../../actions'
import { findServerAddresses, testBlockList } from './actions'

const PATH = 'server.tab'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('blockLists')
  return { title: t('title') }
}

export default async function BlockLists({ params }: { params: Promise<{ serverId: string }> }) {
  const { serverId } = await params
  const t = await getTranslations('blockLists')
  const table = await readTablePage(serverId, PATH)
  if (!table.ok) return <Unreadable title={t('title')} fault={table.error} />
  return (
    <BlockListsPage
      {...table.value}
      path={PATH}
      stage={stageEdit.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
      testZone={testBlockList.bind(null, serverId)}
      findAddresses={findServerAddresses.bind(null, serverId)}
    />
  )
}

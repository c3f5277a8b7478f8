import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Unreadable } from '@/components/frame/unreadable'
import { WhitelistPage } from '@/components/whitelist/whitelist-page'
import { readFilesPage } from '@/lib/server/queries/table-page'
import { discardFromDraft, stageEdit } from '../actions'

interface Params {
  params: Promise<{ serverId: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('whitelist')
  return { title: t('title') }
}

export default async function Whitelist({ params }: Params) {
  const { serverId } = await params
  const t = await getTranslations('whitelist')
  const page = await readFilesPage(serverId, ['smtp.ipprop.tab', 'smtp.hnprop.tab'])
  if (!page.ok) return <Unreadable title={t('title')} fault={page.error} />
  return (
    <WhitelistPage
      {...page.value}
      stage={stageEdit.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
    />
  )
}

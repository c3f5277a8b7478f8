import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Unreadable } from '@/components/frame/unreadable'
import { SettingsPage } from '@/components/settings/settings-page'
import { readTablePage } from '@/lib/server/queries/table-page'
import { discardFromDraft, stageEdit } from '../actions'

interface SettingsProps {
  params: Promise<{ serverId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const PATH = 'server.tab'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('settings')
  return { title: t('title') }
}

export default async function Settings({ params, searchParams }: SettingsProps) {
  const { serverId } = await params
  const { q, show } = await searchParams
  const t = await getTranslations('settings')
  const table = await readTablePage(serverId, PATH)
  if (!table.ok) return <Unreadable title={t('title')} fault={table.error} />
  return (
    <SettingsPage
      {...table.value}
      path={PATH}
      search={{ q: [q].flat()[0], show: [show].flat()[0] }}
      stage={stageEdit.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
    />
  )
}

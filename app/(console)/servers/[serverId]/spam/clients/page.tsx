import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Unreadable } from '@/components/frame/unreadable'
import { ClientsPage } from '@/components/spam/clients-page'
import { readTablePage } from '@/lib/server/queries/table-page'
import { discardFromDraft, stageEdit } from '../../actions'

interface Params {
  params: Promise<{ serverId: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('spam')
  return { title: t('clientsTitle') }
}

export default async function Clients({ params }: Params) {
  const { serverId } = await params
  const t = await getTranslations('spam')
  const table = await readTablePage(serverId, 'spammers.tab')
  if (!table.ok) return <Unreadable title={t('clientsTitle')} fault={table.error} />
  return (
    <ClientsPage
      {...table.value}
      stage={stageEdit.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
    />
  )
}

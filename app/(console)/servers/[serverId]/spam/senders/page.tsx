import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Unreadable } from '@/components/frame/unreadable'
import { SendersPage } from '@/components/spam/senders-page'
import { readTablePage } from '@/lib/server/queries/table-page'
import { discardFromDraft, stageEdit } from '../../actions'

interface Params {
  params: Promise<{ serverId: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('spam')
  return { title: t('sendersTitle') }
}

export default async function Senders({ params }: Params) {
  const { serverId } = await params
  const t = await getTranslations('spam')
  const table = await readTablePage(serverId, 'spam-address.tab')
  if (!table.ok) return <Unreadable title={t('sendersTitle')} fault={table.error} />
  return (
    <SendersPage
      {...table.value}
      stage={stageEdit.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
    />
  )
}

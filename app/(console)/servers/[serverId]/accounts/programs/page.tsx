import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ProgramsPage } from '@/components/accounts/programs-page'
import { Unreadable } from '@/components/frame/unreadable'
import { readTablePage } from '@/lib/server/queries/table-page'
import { discardFromDraft, stageEdit } from '../../actions'

interface Params {
  params: Promise<{ serverId: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accounts')
  return { title: t('programsTitle') }
}

export default async function Programs({ params }: Params) {
  const { serverId } = await params
  const t = await getTranslations('accounts')
  const table = await readTablePage(serverId, 'smtpextauth.tab')
  if (!table.ok) return <Unreadable title={t('programsTitle')} fault={table.error} />
  return (
    <ProgramsPage
      {...table.value}
      stage={stageEdit.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
    />
  )
}

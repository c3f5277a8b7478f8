import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AdministratorsPage } from '@/components/administrators/administrators-page'
import { Unreadable } from '@/components/frame/unreadable'
import { readOwnAccount } from '@/lib/server/queries/own-account'
import { readCtrlaccountsTable } from '@/lib/server/queries/secret-table'
import { discardFromDraft, stageEdit } from '../actions'

interface Params {
  params: Promise<{ serverId: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('administrators')
  return { title: t('title') }
}

export default async function Administrators({ params }: Params) {
  const { serverId } = await params
  const t = await getTranslations('administrators')
  const table = await readCtrlaccountsTable(serverId)
  if (!table.ok) return <Unreadable title={t('title')} fault={table.error} />
  return (
    <AdministratorsPage
      {...table.value}
      ownUser={await readOwnAccount(serverId)}
      stage={stageEdit.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
    />
  )
}

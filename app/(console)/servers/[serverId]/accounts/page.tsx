import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AccountsPage } from '@/components/accounts/accounts-page'
import { Unreadable } from '@/components/frame/unreadable'
import { readSmtpauthTable } from '@/lib/server/queries/secret-table'
import { discardFromDraft, stageEdit } from '../actions'

interface Params {
  params: Promise<{ serverId: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accounts')
  return { title: t('title') }
}

export default async function Accounts({ params }: Params) {
  const { serverId } = await params
  const t = await getTranslations('accounts')
  const table = await readSmtpauthTable(serverId)
  if (!table.ok) return <Unreadable title={t('title')} fault={table.error} />
  return (
    <AccountsPage
      {...table.value}
      stage={stageEdit.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
    />
  )
}

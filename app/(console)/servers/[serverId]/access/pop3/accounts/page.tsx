import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { AccountsPage } from '@/components/access/accounts-page'
import { Unreadable } from '@/components/frame/unreadable'
import { readAccounts } from '@/lib/server/queries/accounts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('access')
  return { title: t('accountsTitle') }
}

export default async function Accounts({ params }: { params: Promise<{ serverId: string }> }) {
  const { serverId } = await params
  const t = await getTranslations('access')
  const page = await readAccounts(serverId)
  if (!page.ok) return <Unreadable title={t('accountsTitle')} fault={page.error} />
  return <AccountsPage {...page.value} base={`/servers/${serverId}/access/pop3`} />
}

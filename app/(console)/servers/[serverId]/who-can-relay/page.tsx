import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Unreadable } from '@/components/frame/unreadable'
import { WhoCanRelayPage } from '@/components/who-can-relay/who-can-relay-page'
import { readWhoCanRelay } from '@/lib/server/queries/who-can-relay'
import { readNextPermissions } from './actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('whoCanRelay')
  return { title: t('title') }
}

export default async function WhoCanRelay({ params }: { params: Promise<{ serverId: string }> }) {
  const { serverId } = await params
  const page = await readWhoCanRelay(serverId)
  const t = await getTranslations('whoCanRelay')
  if (!page.ok) return <Unreadable title={t('title')} fault={page.error} />
  return (
    <WhoCanRelayPage
      {...page.value}
      base={`/servers/${serverId}`}
      readNext={readNextPermissions.bind(null, serverId)}
    />
  )
}

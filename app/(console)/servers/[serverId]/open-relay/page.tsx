import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { OpenRelayPage } from '@/components/probe/open-relay-page'
import { readProbePage } from '@/lib/server/queries/probes'
import { cancelProbe, startRelayTest } from '../probe-actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('openRelay')
  return { title: t('title') }
}

export default async function OpenRelay({ params }: { params: Promise<{ serverId: string }> }) {
  const { serverId } = await params
  const page = await readProbePage(serverId, 'smtp', 'open-relay')
  if (!page) notFound()
  return (
    <OpenRelayPage
      {...page}
      base={`/servers/${serverId}`}
      start={startRelayTest.bind(null, serverId)}
      cancel={cancelProbe.bind(null, serverId, 'open-relay')}
    />
  )
}

import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { HistoryList } from '@/components/changes/history-list'
import { PageHeading } from '@/components/ui/page'
import { listHistory } from '@/lib/server/queries/history'
import { findServerLink } from '@/lib/server/queries/servers'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('history')
  return { title: t('title') }
}

export default async function HistoryPage({ params }: { params: Promise<{ serverId: string }> }) {
  const { serverId } = await params
  const server = await findServerLink(serverId)
  if (!server) notFound()
  const t = await getTranslations('history')
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead', { server: server.name })} />
      <HistoryList revisions={await listHistory(serverId)} base={`/servers/${serverId}/history`} />
    </>
  )
}

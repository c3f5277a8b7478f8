import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { HistoryList } from '@/components/changes/history-list'
import { Unreadable } from '@/components/frame/unreadable'
import { OverviewView } from '@/components/overview/overview-page'
import { Button } from '@/components/ui/button'
import { PageHeading, Section } from '@/components/ui/page'
import { listHistory } from '@/lib/server/queries/history'
import { readOverview } from '@/lib/server/queries/overview'
import { findServerLink } from '@/lib/server/queries/servers'

export async function generateMetadata({
  params,
}: {
  params: Promise<{ serverId: string }>
}): Promise<Metadata> {
  const { serverId } = await params
  return { title: (await findServerLink(serverId))?.name ?? '' }
}

export default async function OverviewPage({ params }: { params: Promise<{ serverId: string }> }) {
  const { serverId } = await params
  const base = `/servers/${serverId}`
  const [t, frame, server, overview] = await Promise.all([
    getTranslations('overview'),
    getTranslations('frame'),
    findServerLink(serverId),
    readOverview(serverId),
  ])
  if (!overview.ok) {
    return (
      <Unreadable title={server?.name ?? ''} fault={overview.error}>
        <Button asChild>
          <Link href={`${base}/connection`}>{frame('connection')}</Link>
        </Button>
      </Unreadable>
    )
  }
  const changes = (await listHistory(serverId)).slice(0, 5)
  return (
    <>
      <PageHeading title={server?.name ?? t('title')} />
      <OverviewView overview={overview.value} base={base} />
      {changes.length > 0 && (
        <Section title={t('lastChanges')}>
          <HistoryList revisions={changes} base={`${base}/history`} />
        </Section>
      )}
    </>
  )
}

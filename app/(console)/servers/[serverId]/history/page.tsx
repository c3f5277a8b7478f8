import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { HistoryFilter } from '@/components/changes/history-filter'
import { HistoryList } from '@/components/changes/history-list'
import { Button } from '@/components/ui/button'
import { PageHeading } from '@/components/ui/page'
import { listHistory } from '@/lib/server/queries/history-list'
import { findServerLink } from '@/lib/server/queries/servers'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('history')
  return { title: t('title') }
}

export default async function HistoryPage({
  params,
  searchParams,
}: {
  params: Promise<{ serverId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { serverId } = await params
  const server = await findServerLink(serverId)
  if (!server) notFound()
  const t = await getTranslations('history')
  const { query, revisions, older, people, files } = await listHistory(serverId, await searchParams)
  const base = `/servers/${serverId}/history`
  const next = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...query, before: older })) if (value) next.set(name, value)
  return (
    <>
      <PageHeading title={t('title')} lead={t('lead', { server: server.name })} />
      <HistoryFilter key={JSON.stringify(query)} query={query} people={people} files={files} base={base} />
      <HistoryList revisions={revisions} base={base} compares />
      {older && (
        <Button asChild className="mt-3">
          <Link href={`${base}?${next}`}>{t('older')}</Link>
        </Button>
      )}
    </>
  )
}

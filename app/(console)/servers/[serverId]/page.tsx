import type { Metadata } from 'next'
import Link from 'next/link'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { AssertionsInShort } from '@/components/assertions/assertions-in-short'
import { HistoryList } from '@/components/changes/history-list'
import { FindingsInShort } from '@/components/findings/findings-in-short'
import { Unreadable } from '@/components/frame/unreadable'
import { OverviewView } from '@/components/overview/overview-page'
import { Button } from '@/components/ui/button'
import { PageHeading, Section } from '@/components/ui/page'
import { readAssertions } from '@/lib/server/queries/assertions'
import { readFindings } from '@/lib/server/queries/findings'
import { listHistory } from '@/lib/server/queries/history-list'
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
  const changes = (await listHistory(serverId, {})).revisions.slice(0, 5)
  return (
    <>
      <PageHeading title={server?.name ?? t('title')} />
      <Suspense>
        <FindingsNow serverId={serverId} base={base} />
      </Suspense>
      <Suspense>
        <SentencesNow serverId={serverId} base={base} />
      </Suspense>
      <OverviewView overview={overview.value} base={base} />
      {changes.length > 0 && (
        <Section title={t('lastChanges')}>
          <HistoryList revisions={changes} base={`${base}/history`} />
        </Section>
      )}
    </>
  )
}

/** Comes after the page: it reads more files than the overview needs. Where they cannot be read the findings page says why. */
async function FindingsNow({ serverId, base }: { serverId: string; base: string }) {
  const page = await readFindings(serverId)
  return page.ok ? <FindingsInShort findings={page.value.findings} base={base} /> : null
}

async function SentencesNow({ serverId, base }: { serverId: string; base: string }) {
  const page = await readAssertions(serverId)
  return page.ok ? <AssertionsInShort assertions={page.value.assertions} base={base} /> : null
}

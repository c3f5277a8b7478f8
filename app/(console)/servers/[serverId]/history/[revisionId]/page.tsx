import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { RevisionView } from '@/components/changes/revision-view'
import { readRevisionPage } from '@/lib/server/queries/history'
import { keepChange, letChangeStand, lookAgain, putChangeBack } from '../../review/actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('history')
  return { title: t('revision') }
}

export default async function RevisionPage({
  params,
}: {
  params: Promise<{ serverId: string; revisionId: string }>
}) {
  const { serverId, revisionId } = await params
  const revision = await readRevisionPage(serverId, revisionId)
  if (!revision) notFound()
  return (
    <RevisionView
      revision={revision}
      base={`/servers/${serverId}`}
      decisions={{
        keep: keepChange.bind(null, serverId, revisionId),
        putBack: putChangeBack.bind(null, serverId, revisionId),
        lookAgain: lookAgain.bind(null, serverId, revisionId),
        letStand: letChangeStand.bind(null, serverId, revisionId),
      }}
    />
  )
}

import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { OfferNotice } from '@/components/changes/offer-notice'
import { UnsettledNotice } from '@/components/changes/unsettled-notice'
import { countDraft } from '@/lib/server/queries/draft'
import { listOfferers } from '@/lib/server/queries/hand-over'
import { findUnsettled } from '@/lib/server/queries/history'
import { findServerLink } from '@/lib/server/queries/servers'
import { ConsoleFrame } from '../../console-frame'

export default async function ServerLayout({
  children,
  params,
}: {
  children: ReactNode
  params: Promise<{ serverId: string }>
}) {
  const { serverId } = await params
  const server = await findServerLink(serverId)
  if (!server) notFound()
  const [draft, unsettled, offerers] = await Promise.all([
    countDraft(serverId),
    findUnsettled(serverId),
    listOfferers(serverId),
  ])
  return (
    <ConsoleFrame server={server} draftCount={draft.edits} movedFiles={draft.movedFiles}>
      {unsettled && <UnsettledNotice revision={unsettled} base={`/servers/${serverId}`} />}
      <OfferNotice names={offerers} base={`/servers/${serverId}`} />
      {children}
    </ConsoleFrame>
  )
}

import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { countDraft } from '@/lib/server/queries/draft'
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
  return (
    <ConsoleFrame server={server} draftCount={await countDraft(serverId)}>
      {children}
    </ConsoleFrame>
  )
}

import type { Metadata } from 'next'
import { GuideRoute, guideMetadata } from '../../../../guide-route'

interface GuideParams {
  params: Promise<{ serverId: string; page?: string[] }>
}

export async function generateMetadata({ params }: GuideParams): Promise<Metadata> {
  return guideMetadata((await params).page)
}

/** The guide beside a server's places, so that whoever looks something up is still there. */
export default async function ServerGuidePage({ params }: GuideParams) {
  const { serverId, page } = await params
  return <GuideRoute base={`/servers/${serverId}/guide`} parts={page} />
}

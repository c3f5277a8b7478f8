import type { Metadata } from 'next'
import { ConsoleFrame } from '../../console-frame'
import { GuideRoute, guideMetadata } from '../../guide-route'

interface GuideParams {
  params: Promise<{ page?: string[] }>
}

export async function generateMetadata({ params }: GuideParams): Promise<Metadata> {
  return guideMetadata((await params).page)
}

export default async function ConsoleGuidePage({ params }: GuideParams) {
  return (
    <ConsoleFrame server={null}>
      <div className="mx-auto max-w-5xl">
        <GuideRoute base="/guide" parts={(await params).page} />
      </div>
    </ConsoleFrame>
  )
}

import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Unreadable } from '@/components/frame/unreadable'
import { makeExamples } from '@/components/simulator/make-examples'
import { SimulatorPage } from '@/components/simulator/simulator-page'
import { readSimulatorAnswer, readSimulatorPage } from '@/lib/server/queries/simulator'
import { EMPTY_QUESTION, questionOfAddress, readQuestion } from '@/lib/xmail/simulator'
import { askSimulator } from './actions'

interface SimulatorRoute {
  params: Promise<{ serverId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('simulator')
  return { title: t('title') }
}

export default async function Simulator({ params, searchParams }: SimulatorRoute) {
  const { serverId } = await params
  const t = await getTranslations('simulator')
  const page = await readSimulatorPage(serverId)
  if (!page.ok) return <Unreadable title={t('title')} fault={page.error} />
  const examples = makeExamples(page.value.facts, page.value.ownAddress)
  const asked = questionOfAddress(await searchParams) ?? examples[0]?.form ?? EMPTY_QUESTION
  // The files have been read a moment ago.
  const answer = readQuestion(asked).ok ? await readSimulatorAnswer(serverId, asked, 0) : null
  return (
    <SimulatorPage
      base={`/servers/${serverId}`}
      examples={examples}
      listeners={page.value.facts.listeners}
      start={{ form: asked, answer }}
      ask={askSimulator.bind(null, serverId)}
    />
  )
}

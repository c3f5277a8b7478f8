import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { FindingsPage } from '@/components/findings/findings-page'
import { Unreadable } from '@/components/frame/unreadable'
import { readFindings } from '@/lib/server/queries/findings'
import { stageEdit } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('findings')
  return { title: t('page.title') }
}

export default async function Findings({ params }: { params: Promise<{ serverId: string }> }) {
  const { serverId } = await params
  const t = await getTranslations('findings')
  const page = await readFindings(serverId)
  if (!page.ok) return <Unreadable title={t('page.title')} fault={page.error} />
  return <FindingsPage {...page.value} base={`/servers/${serverId}`} stage={stageEdit.bind(null, serverId)} />
}

import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ComparePage } from '@/components/changes/compare-page'
import { Unreadable } from '@/components/frame/unreadable'
import { readComparison } from '@/lib/server/queries/compare'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('history')
  return { title: t('compareTitle') }
}

export default async function Compare({
  params,
  searchParams,
}: {
  params: Promise<{ serverId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { serverId } = await params
  const { from, to } = await searchParams
  if (typeof from !== 'string' || Array.isArray(to)) notFound()
  const compared = await readComparison(serverId, from, to || null)
  if (compared.ok) return <ComparePage compared={compared.value} base={`/servers/${serverId}/history`} />
  if (compared.error.code === 'NOT_FOUND') notFound()
  const t = await getTranslations('history')
  return <Unreadable title={t('compareTitle')} fault={compared.error} />
}

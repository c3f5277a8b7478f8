import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { FilesPage } from '@/components/files/files-page'
import { Unreadable } from '@/components/frame/unreadable'
import { readFileList } from '@/lib/server/queries/file-list'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('files')
  return { title: t('title') }
}

interface Props {
  params: Promise<{ serverId: string }>
  searchParams: Promise<{ in?: string | string[] }>
}

export default async function AllFilesPage({ params, searchParams }: Props) {
  const { serverId } = await params
  const { in: folder = '' } = await searchParams
  const t = await getTranslations('files')
  const list = await readFileList(serverId, typeof folder === 'string' ? folder : '')
  if (!list.ok && list.error.code === 'NOT_FOUND') notFound()
  if (!list.ok) return <Unreadable title={t('title')} fault={list.error} />
  return <FilesPage {...list.value} base={`/servers/${serverId}`} />
}

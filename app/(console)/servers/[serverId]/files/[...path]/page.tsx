import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FileEditorPage } from '@/components/files/file-editor-page'
import { HiddenFile } from '@/components/files/hidden-file'
import { Unreadable } from '@/components/frame/unreadable'
import { readTextFile } from '@/lib/server/queries/text-file'
import { stageEdit } from '../../actions'

interface Props {
  params: Promise<{ serverId: string; path: string[] }>
}

/** The parts of the address as they were before they were put into it. */
async function readPath(params: Props['params']): Promise<{ serverId: string; path: string }> {
  const { serverId, path } = await params
  try {
    return { serverId, path: path.map(decodeURIComponent).join('/') }
  } catch {
    notFound()
  }
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { path } = await readPath(params)
  return { title: path }
}

export default async function TextFilePage({ params }: Props) {
  const { serverId, path } = await readPath(params)
  const base = `/servers/${serverId}`
  const file = await readTextFile(serverId, path)
  if (!file.ok && file.error.code === 'NOT_FOUND') notFound()
  if (!file.ok) return <Unreadable title={path} fault={file.error} />
  if (file.value.state === 'hidden') return <HiddenFile {...file.value} base={base} />
  const { state: _, ...shown } = file.value
  // An editor of its own for each file: what was typed into one is not for another.
  return <FileEditorPage key={path} {...shown} base={base} stage={stageEdit.bind(null, serverId)} />
}

import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { UndoPage } from '@/components/changes/undo/undo-page'
import { Unreadable } from '@/components/frame/unreadable'
import { readUndo } from '@/lib/server/queries/undo'
import { stageUndo } from '../actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('undo')
  return { title: t('restoreTitle') }
}

export default async function RestorePage({
  params,
}: {
  params: Promise<{ serverId: string; revisionId: string }>
}) {
  const { serverId, revisionId } = await params
  const undo = await readUndo(serverId, revisionId, 'restore')
  if (undo.ok)
    return (
      <UndoPage
        undo={undo.value}
        base={`/servers/${serverId}`}
        stage={stageUndo.bind(null, serverId, revisionId, 'restore')}
      />
    )
  if (undo.error.code === 'NOT_FOUND') notFound()
  const t = await getTranslations('undo')
  return <Unreadable title={t('restoreTitle')} fault={undo.error} />
}

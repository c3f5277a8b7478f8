import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { Unreadable } from '@/components/frame/unreadable'
import { FingerPage } from '@/components/probe/finger-page'
import { StartFileSection } from '@/components/probe/start-file-section'
import { readProbePage } from '@/lib/server/queries/probes'
import { readStartFile } from '@/lib/server/queries/start-file'
import { readTablePage } from '@/lib/server/queries/table-page'
import { mailRootPath } from '@/lib/xmail/path'
import { discardFromDraft, stageEdit } from '../actions'
import { cancelProbe, proveFinger, readFingerUsers } from '../probe-actions'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('finger')
  return { title: t('title') }
}

const PATH = mailRootPath('finger.ipmap.tab')

export default async function Finger({ params }: { params: Promise<{ serverId: string }> }) {
  const { serverId } = await params
  const [proof, users, table, startFile] = await Promise.all([
    readProbePage(serverId, 'finger', 'finger'),
    readProbePage(serverId, 'finger', 'finger-users'),
    readTablePage(serverId, PATH),
    readStartFile(serverId),
  ])
  if (!proof || !users) notFound()
  const t = await getTranslations('finger')
  if (!table.ok) return <Unreadable title={t('title')} fault={table.error} />
  const base = `/servers/${serverId}`
  return (
    <FingerPage
      {...table.value}
      path={PATH}
      base={base}
      place={proof.place}
      mayProbe={proof.mayProbe}
      proof={proof.job}
      users={users.job}
      stage={stageEdit.bind(null, serverId)}
      prove={proveFinger.bind(null, serverId)}
      readUsers={readFingerUsers.bind(null, serverId)}
      cancel={cancelProbe.bind(null, serverId)}
    >
      <StartFileSection
        file={startFile}
        base={base}
        draftVersion={table.value.draftVersion}
        mayControl={table.value.mayControl}
        stage={stageEdit.bind(null, serverId)}
        discard={discardFromDraft.bind(null, serverId)}
      />
    </FingerPage>
  )
}

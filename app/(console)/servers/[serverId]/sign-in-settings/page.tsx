import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Unreadable } from '@/components/frame/unreadable'
import { SignInSettingsPage } from '@/components/sign-in-settings/sign-in-settings-page'
import { readTablePage } from '@/lib/server/queries/table-page'
import { discardFromDraft, stageEdit } from '../actions'

const PATH = 'server.tab'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('signInSettings')
  return { title: t('title') }
}

export default async function SignInSettings({ params }: { params: Promise<{ serverId: string }> }) {
  const { serverId } = await params
  const t = await getTranslations('signInSettings')
  const table = await readTablePage(serverId, PATH)
  if (!table.ok) return <Unreadable title={t('title')} fault={table.error} />
  return (
    <SignInSettingsPage
      {...table.value}
      path={PATH}
      stage={stageEdit.bind(null, serverId)}
      discard={discardFromDraft.bind(null, serverId)}
    />
  )
}

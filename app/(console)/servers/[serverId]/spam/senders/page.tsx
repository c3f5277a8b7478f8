import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Unreadable } from '@/components/frame/unreadable'
import { VariableSection } from '@/components/settings/variable-section'
import { SendersPage } from '@/components/spam/senders-page'
import { Section } from '@/components/ui/page'
import { readFilesPage } from '@/lib/server/queries/table-page'
import { discardFromDraft, stageEdit } from '../../actions'

interface Params {
  params: Promise<{ serverId: string }>
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('spam')
  return { title: t('sendersTitle') }
}

export default async function Senders({ params }: Params) {
  const { serverId } = await params
  const t = await getTranslations('spam')
  const page = await readFilesPage(serverId, ['spam-address.tab', 'server.tab'])
  if (!page.ok) return <Unreadable title={t('sendersTitle')} fault={page.error} />
  const { files, ...shared } = page.value
  const actions = { stage: stageEdit.bind(null, serverId), discard: discardFromDraft.bind(null, serverId) }
  const settings = files['server.tab']
  return (
    <SendersPage {...shared} {...files['spam-address.tab']} {...actions}>
      <Section title={t('messages')} className="mt-8 max-w-3xl">
        <VariableSection
          {...settings}
          {...actions}
          path="server.tab"
          edits={shared.edits}
          draftVersion={shared.draftVersion}
          names={['SmtpMsgIPBanSpamAddress']}
          editable={shared.mayEdit && !settings.notEditable}
        />
      </Section>
    </SendersPage>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import type { DiscardEdit, StageEdit } from '@/components/settings/use-stage'
import { VariableSection } from '@/components/settings/variable-section'
import type { TablePageProps } from '@/components/table/table-page-props'
import { FileName, Section } from '@/components/ui/page'
import type { Result } from '@/lib/errors'

export interface WhenRefusedProps {
  /** The page of server.tab, or why it cannot be read. */
  settings: Result<Omit<TablePageProps, 'stage' | 'discard'>>
  path: string
  stage: StageEdit
  discard: DiscardEdit
}

/** What really happens to a client that smtp.ipmap.tab denies: server.tab says it. */
export function WhenRefused({ settings, path, stage, discard }: WhenRefusedProps) {
  const t = useTranslations('access')
  return (
    <Section
      title={t('whenRefused')}
      aside={<HelpFor text={t('whenRefused')} helpKey="whenRefused" />}
      className="mt-8"
      id="when-refused"
    >
      <p className="mb-2 max-w-3xl text-sm text-ink-2">
        {t('whenRefusedLead')} <FileName>{path}</FileName>
      </p>
      {settings.ok ? (
        <VariableSection
          {...settings.value}
          path={path}
          names={['SMTP-IpMapDropCode', 'SmtpMsgIPBan']}
          editable={settings.value.mayEdit && !settings.value.notEditable}
          stage={stage}
          discard={discard}
        />
      ) : (
        <FaultNotice fault={settings.error} />
      )}
    </Section>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useVariables } from '@/components/settings/use-variables'
import { AbsentFile, VariableList } from '@/components/settings/variable-section'
import { TableIntro } from '@/components/table/table-intro'
import type { TablePageProps } from '@/components/table/table-page-props'
import { Section } from '@/components/ui/page'
import { TestSettings } from './test-settings'
import { useZoneTests } from './use-zone-tests'
import { ZoneList } from './zone-list'
import type { FindAddresses, TestZone } from './zone-test'

export interface BlockListsPageProps extends TablePageProps {
  path: string
  testZone: TestZone
  findAddresses: FindAddresses
}

/** The block lists as rows, tested on the spot, and what else asks DNS about a client. */
export function BlockListsPage(props: BlockListsPageProps) {
  const { path, text, edits, takenAt, mayEdit, mayControl, notEditable } = props
  const t = useTranslations('blockLists')
  const table = useVariables(path, text, edits)
  const tests = useZoneTests(props.testZone)
  const [chosen, setChosen] = useState({ server: '', own: '' })
  const editable = mayEdit && !notEditable
  const list = { ...props, table, editable }
  return (
    <>
      <TableIntro
        title={t('title')}
        helpKey="blockLists"
        lead={t('lead')}
        files={[path]}
        takesEffect={t('takesEffect')}
        takenAt={takenAt}
        notEditable={notEditable}
        stale={table.stale}
        reviewHref="../review"
      />
      <AbsentFile {...props} />
      <ZoneList {...list} tests={tests} chosen={chosen} mayTest={mayEdit} />
      {mayEdit && (
        <TestSettings
          chosen={chosen}
          onChoose={setChosen}
          mayChoose={mayControl}
          tests={tests}
          findAddresses={props.findAddresses}
        />
      )}
      <Section title={t('beside')}>
        <VariableList {...list} names={['SMTP-RDNSCheck', 'CheckMailerDomain', 'SmtpMsgIPBanMaps']} />
      </Section>
    </>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { HelpFor } from '@/components/form/legend'
import type { DiscardEdit, StageEdit } from '@/components/settings/use-stage'
import { VariableSection } from '@/components/settings/variable-section'
import { Notice } from '@/components/ui/notice'
import { FileName, PageHeading, Section } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import type { Fault } from '@/lib/errors'
import type { Edit } from '@/lib/xmail/tables'
import { InstalledView } from './certificate-view'
import { InstallForm } from './install-form'
import { MakeForm } from './make-form'
import { ProofPanel } from './proof-panel'
import { RequestList } from './request-list'
import type { ShownInstalled, ShownRequest, ShownTrust, ShownWayIn, TlsActions } from './shown-tls'
import { TrustedSection } from './trusted-section'
import { WayInNotice } from './way-in-notice'

export interface TlsPageProps extends TlsActions {
  installed: ShownInstalled
  /** Null where the draft changes neither file. */
  drafted: ShownInstalled | null
  requests: readonly ShownRequest[]
  serverNames: readonly string[]
  wayIn: ShownWayIn
  trusted: ShownTrust
  serverTab: { readonly text: string; readonly present: boolean; readonly notEditable: Fault | null }
  edits: readonly Edit[]
  draftVersion: number
  takenAt: number
  mayEdit: boolean
  mayControl: boolean
  /** Where the handshakes are asked for. */
  proofAddress: string
  stage: StageEdit
  discard: DiscardEdit
}

const VARIABLES = [
  'EnableSMTP-TLS',
  'EnablePOP3-TLS',
  'EnableCTRL-TLS',
  'SSLWantVerify',
  'SSLWantCert',
  'SSLAllowSelfSigned',
  'SSLMaxCertsDepth',
  'SSLUseCertsFile',
  'SSLUseCertsDir',
]

/** The certificate and key of a server: what is true, what can be installed or made, and the proof. */
export function TlsPage(props: TlsPageProps) {
  const { installed, drafted, requests, mayEdit, mayControl, takenAt } = props
  const t = useTranslations('tls')
  return (
    <>
      <PageHeading
        title={t('title')}
        aside={<HelpFor text={t('title')} helpKey="tls" />}
        lead={t('lead')}
        facts={
          <>
            <FileName>server.cert</FileName>
            <FileName>server.key</FileName>
            <FileName>certs.pem</FileName>
            <span>{t('takesEffect')}</span>
            <span>{t.rich('readAt', { when: () => <When ms={takenAt} /> })}</span>
          </>
        }
      />
      <WayInNotice wayIn={props.wayIn} className="mb-6 max-w-3xl">
        {props.wayIn.troubles.some(({ kind }) => kind === 'untrusted') && <p>{t('shutOutPin')}</p>}
      </WayInNotice>
      <Section title={t('now')} id="now">
        <InstalledView installed={installed} />
      </Section>
      {drafted && (
        <Section title={t('drafted')} id="drafted">
          <InstalledView installed={drafted} />
        </Section>
      )}
      {mayEdit && (
        <Section title={t('proof')} aside={<HelpFor text={t('proof')} helpKey="tlsProof" />} id="proof">
          <ProofPanel address={props.proofAddress} />
        </Section>
      )}
      {mayControl ? (
        <>
          <Section title={t('install')} id="install">
            <p className="mb-3 max-w-3xl text-sm text-ink-2">{t('installLead')}</p>
            <InstallForm check={props.check} install={props.install} />
          </Section>
          <Section title={t('make')} id="make">
            <p className="mb-3 max-w-3xl text-sm text-ink-2">{t('makeLead')}</p>
            <MakeForm serverNames={props.serverNames} selfSign={props.selfSign} request={props.request} />
          </Section>
        </>
      ) : (
        <Notice className="mb-8 max-w-3xl">{t('onlyControl')}</Notice>
      )}
      {mayControl && requests.length > 0 && (
        <Section
          title={t('waiting')}
          aside={<HelpFor text={t('waiting')} helpKey="tlsWaiting" />}
          id="waiting"
        >
          <p className="mb-3 max-w-3xl text-sm text-ink-2">{t('waitingLead')}</p>
          <RequestList requests={requests} discardRequest={props.discardRequest} />
        </Section>
      )}
      <TrustedSection {...props} />
      <Settings {...props} />
    </>
  )
}

function Settings({ serverTab, edits, draftVersion, mayEdit, stage, discard }: TlsPageProps) {
  const t = useTranslations('tls')
  return (
    <Section
      title={t('settings')}
      aside={<HelpFor text={t('settings')} helpKey="tlsSettings" />}
      id="settings"
      className="max-w-3xl"
    >
      <p className="mb-2 text-sm text-ink-2">
        <FileName>server.tab</FileName> {t('settingsLead')}
      </p>
      <Notice look="opens" className="mb-3">
        {t('wantCertWarning')}
      </Notice>
      <VariableSection
        path="server.tab"
        text={serverTab.text}
        present={serverTab.present}
        edits={edits}
        draftVersion={draftVersion}
        names={VARIABLES}
        editable={mayEdit && !serverTab.notEditable}
        stage={stage}
        discard={discard}
      />
    </Section>
  )
}

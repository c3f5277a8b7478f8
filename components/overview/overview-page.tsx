import { Ban } from 'lucide-react'
import Link from 'next/link'
import { useFormatter, useTranslations } from 'next-intl'
import { Facts } from '@/components/servers/facts'
import { useAddresses } from '@/components/table/reach'
import { Section } from '@/components/ui/page'
import { When } from '@/components/ui/when'
import { RelayEnds } from './relay-ends'
import { TlsTruth, type TlsTruthProps } from './tls-truth'
import { Truth } from './truth'

export interface Overview {
  readonly identity: {
    readonly software: string
    readonly encrypted: boolean
    readonly cipher: string
  } | null
  readonly takenAt: number
  readonly relay: {
    readonly networks: number
    readonly dead: number
    readonly endSoon: number
    readonly over: number
    readonly v4: number
    readonly v6: string
    readonly everybody: boolean
  } | null
  readonly tls: TlsTruthProps['tls']
  readonly smtp: {
    readonly dropCode: number
    readonly whitelisted: number
    readonly spammersMissing: boolean
    readonly hnpropPresent: boolean
  }
  readonly gates: readonly {
    readonly service: string
    readonly reach: 'everybody' | 'nobody' | 'some' | 'except' | 'partial'
    readonly v4: number
    readonly v6: string
  }[]
  readonly files: readonly OverviewFile[]
}

export interface OverviewFile {
  readonly path: string
  readonly state: 'present' | 'absent' | 'unreadable'
  readonly sizeBytes: number
  readonly lines: number
  readonly takesEffect: 'next-connection' | 'next-session' | 'next-use' | 'restart'
  readonly whenMissing:
    | 'allows-all'
    | 'refuses-all'
    | 'denies-relay'
    | 'refuses-logins'
    | 'no-tls'
    | 'will-not-start'
    | 'no-effect'
  readonly indexed: boolean
}

/** First what is true, in sentences; then the files behind it. */
export function OverviewView({ overview, base }: { overview: Overview; base: string }) {
  return (
    <>
      <Truths overview={overview} base={base} />
      <Files files={overview.files} base={base} />
      <Connection overview={overview} />
    </>
  )
}

function Truths({ overview, base }: { overview: Overview; base: string }) {
  const t = useTranslations('overview')
  const addresses = useAddresses()
  const { relay, gates } = overview
  const relayKey =
    !relay || (relay.v4 === 0 && relay.v6 === '0')
      ? 'relayClosed'
      : relay.everybody
        ? 'relayEverybody'
        : 'relayOpen'
  return (
    <ul className="mb-8 max-w-3xl space-y-1.5 text-base">
      {relay && (
        <Truth alarming={relay.everybody}>
          {t.rich(relayKey, {
            networks: relay.networks,
            addresses: addresses(relay),
            relay: (words) => (
              <Link
                href={`${base}/relay`}
                className="font-medium underline decoration-line-strong underline-offset-2"
              >
                {words}
              </Link>
            ),
          })}
        </Truth>
      )}
      {relay && relay.dead > 0 && (
        <Truth icon={<Ban aria-hidden className="mt-1 size-4 shrink-0 text-ink-2" />}>
          <Link href={`${base}/relay`} className="underline decoration-line-strong underline-offset-2">
            {t('deadRows', { count: relay.dead })}
          </Link>
        </Truth>
      )}
      {relay && <RelayEnds relay={relay} base={base} />}
      <SmtpTruths smtp={overview.smtp} />
      {gates.map((gate) => (
        <Truth
          key={gate.service}
          alarming={gate.reach === 'everybody' && (gate.service === 'ctrl' || gate.service === 'finger')}
        >
          <Link
            href={`${base}/access/${gate.service}`}
            className="underline decoration-line-strong underline-offset-2"
          >
            {t(GATE_WORDS[gate.reach], { service: gate.service.toUpperCase(), addresses: addresses(gate) })}
          </Link>
        </Truth>
      ))}
      <TlsTruth tls={overview.tls} base={base} />
    </ul>
  )
}

/** What lets clients in, or keeps them out, whatever the access list of SMTP says. */
function SmtpTruths({ smtp }: Pick<Overview, 'smtp'>) {
  const t = useTranslations('overview')
  const { dropCode, whitelisted, spammersMissing, hnpropPresent } = smtp
  return (
    <>
      {spammersMissing && <Truth alarming>{t('spammersMissing')}</Truth>}
      {hnpropPresent && <Truth alarming>{t('hnpropPresent')}</Truth>}
      {dropCode === 0 && <Truth alarming>{t('dropNothing')}</Truth>}
      {dropCode < 0 && <Truth>{t('dropDelay', { code: dropCode, seconds: -dropCode })}</Truth>}
      {whitelisted > 0 && <Truth>{t('whitelisted', { count: whitelisted })}</Truth>}
    </>
  )
}

const GATE_WORDS = {
  everybody: 'gateEverybody',
  nobody: 'gateNobody',
  some: 'gateSome',
  except: 'gateExcept',
  partial: 'gatePartial',
} as const

const EFFECT_WORDS = {
  'next-connection': 'effectNextConnection',
  'next-session': 'effectNextSession',
  'next-use': 'effectNextUse',
  restart: 'effectRestart',
} as const

/** Files with a page of their own. */
const PAGES: Readonly<Record<string, string>> = {
  'smtprelay.tab': 'relay',
  'server.cert': 'tls',
  'smtp.ipmap.tab': 'access/smtp',
  'pop3.ipmap.tab': 'access/pop3',
  'ctrl.ipmap.tab': 'access/ctrl',
  'finger.ipmap.tab': 'access/finger',
}

function Files({ files, base }: { files: readonly OverviewFile[]; base: string }) {
  const t = useTranslations('overview')
  const format = useFormatter()
  return (
    <Section title={t('filesTitle')}>
      <p className="mb-2 text-sm text-ink-2">{t('filesLead')}</p>
      <table className="w-full max-w-4xl border-collapse text-sm">
        <thead>
          <tr className="border-b text-left text-xs text-ink-2">
            <th className="py-1.5 pr-4 font-normal">{t('file')}</th>
            <th className="py-1.5 pr-4 text-right font-normal max-sm:hidden">{t('size')}</th>
            <th className="py-1.5 pr-4 text-right font-normal">{t('lines')}</th>
            <th className="py-1.5 font-normal max-sm:hidden">{t('effect')}</th>
          </tr>
        </thead>
        <tbody>
          {files.map((file) => (
            <tr key={file.path} className="border-b border-line/60">
              <td className="mono py-1 pr-4 text-xs break-all">
                {PAGES[file.path] ? (
                  <Link
                    href={`${base}/${PAGES[file.path]}`}
                    className="underline decoration-line-strong underline-offset-2"
                  >
                    {file.path}
                  </Link>
                ) : (
                  file.path
                )}
              </td>
              {file.state === 'present' ? (
                <>
                  <td className="mono py-1 pr-4 text-right text-xs max-sm:hidden">
                    {format.number(file.sizeBytes)}
                  </td>
                  <td className="mono py-1 pr-4 text-right text-xs">{format.number(file.lines)}</td>
                  <td className="py-1 text-xs text-ink-2 max-sm:hidden">
                    {file.indexed ? t('indexed') : t(EFFECT_WORDS[file.takesEffect])}
                  </td>
                </>
              ) : (
                <td colSpan={3} className="py-1 text-xs text-ink-2">
                  {file.state === 'absent' ? t(`absent_${file.whenMissing}`) : t('unreadable')}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
}

function Connection({ overview: { identity, takenAt } }: { overview: Overview }) {
  const t = useTranslations('overview')
  return (
    <Section title={t('serverTitle')}>
      <Facts
        facts={[
          ...(identity?.software ? [[t('software'), identity.software] as const] : []),
          ...(identity
            ? [
                [
                  t('encryption'),
                  identity.encrypted ? t('encryptedYes', { cipher: identity.cipher }) : t('encryptedNo'),
                ] as const,
              ]
            : []),
          [t('readAt'), <When key="when" ms={takenAt} />],
        ]}
      />
    </Section>
  )
}

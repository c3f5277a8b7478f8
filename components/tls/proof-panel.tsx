'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Tag } from '@/components/ui/tag'
import { endedDays } from './ended-days'
import { PROOF_SERVICES, type ProofState, type ShownProof, useProof } from './use-proof'

/** Real handshakes with every service, as they come in. */
export function ProofPanel({ address }: { address: string }) {
  const t = useTranslations('tls')
  const { state, proofs, start, cancel } = useProof(address)
  return (
    <div className="max-w-3xl space-y-3">
      <p className="text-sm text-ink-2">{t('proofLead')}</p>
      <div className="flex flex-wrap items-center gap-3">
        {state === 'running' ? (
          <Button onClick={cancel}>{t('proofCancel')}</Button>
        ) : (
          <Button look="primary" onClick={() => void start()}>
            {t('proofStart')}
          </Button>
        )}
        <p role="status" className="text-sm text-ink-2" data-proof={state}>
          <Progress state={state} proofs={proofs} />
        </p>
      </div>
      {state !== 'idle' && (
        <ul className="divide-y rounded-md border">
          {PROOF_SERVICES.map((service) => (
            <ProofRow
              key={service}
              service={service}
              proof={proofs.find((each) => each.service === service) ?? null}
            />
          ))}
        </ul>
      )}
    </div>
  )
}

function Progress({ state, proofs }: { state: ProofState; proofs: readonly ShownProof[] }) {
  const t = useTranslations('tls')
  if (state === 'running') return t('proofRunning', { done: proofs.length, all: PROOF_SERVICES.length })
  if (state === 'cancelled') return t('proofCancelled')
  if (state === 'broken') return t('proofBroken')
  const secured = proofs.filter((proof) => proof.state === 'secured').length
  return state === 'done' ? t('proofDone', { secured }) : null
}

function ProofRow({ service, proof }: { service: ShownProof['service']; proof: ShownProof | null }) {
  const t = useTranslations('tls')
  return (
    <li
      className="grid gap-x-4 gap-y-0.5 px-3 py-2 text-sm sm:grid-cols-[11rem_1fr]"
      data-service={service}
      data-state={proof?.state ?? 'waiting'}
    >
      <span>
        <span className="font-medium">{t(`service_${service}`)}</span>
        <span className="mono block text-xs break-all text-ink-2">{proof?.address}</span>
      </span>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        {!proof ? (
          t('proof_waiting')
        ) : (
          <>
            <span className={proof.state === 'failed' ? 'text-broken' : undefined}>
              {t(`proof_${proof.state}`, {
                reason: proof.reason ?? '',
                reply: proof.reply ?? '',
                protocol: proof.protocol ?? '',
                cipher: proof.cipher ?? '',
              })}
            </span>
            {proof.state === 'secured' && <Served proof={proof} />}
          </>
        )}
      </span>
    </li>
  )
}

function Served({ proof }: { proof: ShownProof }) {
  const t = useTranslations('tls')
  const days = proof.daysLeft ?? 0
  const trust = proof.trusted ? 'servedTrusted' : proof.selfSigned ? 'servedSelfSigned' : 'servedUntrusted'
  return (
    <span className="mt-0.5 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs">
      {proof.installed !== null && (
        <Tag look={proof.installed ? 'quiet' : 'broken'}>
          {t(proof.installed ? 'servedInstalled' : 'servedOther')}
        </Tag>
      )}
      <Tag look={proof.trusted ? 'quiet' : 'opens'}>{t(trust, { reason: proof.untrustedReason ?? '' })}</Tag>
      <span className="mono break-all">{proof.names?.join(', ')}</span>
      <span className={days < 0 ? 'text-broken' : 'text-ink-2'}>
        {days < 0 ? t('ended', { days: endedDays(days) }) : t('validFor', { days })}
      </span>
    </span>
  )
}

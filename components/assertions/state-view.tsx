'use client'

import { FlaskConical } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { placeAddress } from '@/components/files/place-address'
import { useFactWords } from '@/components/simulator/use-fact-words'
import { PrefixList, useAddresses } from '@/components/table/reach'
import type { AssertionState, Decider, OpenWay } from '@/lib/xmail/assertions'
import { simulatorAddress } from '@/lib/xmail/simulator'
import { AssertionTag } from './state-tag'

type Broken = Extract<AssertionState, { kind: 'broken' }>
type Unknown = Extract<AssertionState, { kind: 'unknown' }>

export interface StateViewProps {
  state: AssertionState
  /** The address of the server's pages. */
  base: string
  /** Which files it is about, where there are two states of one sentence. */
  when?: 'live' | 'draft'
}

/** Whether a sentence is true; if not, one case against it, and the line that decides it. */
export function StateView({ state, base, when }: StateViewProps) {
  const t = useTranslations('assertions')
  return (
    <div className="mt-1.5 text-sm" data-when={when}>
      <p className="flex flex-wrap items-center gap-2">
        {when && <span className="text-ink-2">{t(`when.${when}`)}</span>}
        <AssertionTag state={state} />
      </p>
      {state.kind === 'broken' && <BrokenView state={state} base={base} inDraft={when === 'draft'} />}
      {state.kind === 'unknown' && <UnknownView state={state} base={base} />}
    </div>
  )
}

interface BrokenViewProps {
  state: Broken
  base: string
  /** It is of the files as the draft has them. */
  inDraft: boolean
}

function BrokenView({ state, base, inDraft }: BrokenViewProps) {
  const t = useTranslations('assertions')
  const addresses = useAddresses()
  const { example, reach, isPartial } = state
  return (
    <div className="mt-1 space-y-1 [overflow-wrap:anywhere]">
      {reach && (
        <>
          <p>{t('notTrueOf', { addresses: addresses(reach) })}</p>
          <PrefixList reach={reach} />
        </>
      )}
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {example.client && <span>{t('example', { client: example.client })}</span>}
        {example.decider && <DeciderLink decider={example.decider} base={base} inDraft={inDraft} />}
        <SimulatorLink question={example.question} base={base} />
      </p>
      {isPartial && <p className="text-ink-2">{t('partial')}</p>}
    </div>
  )
}

function UnknownView({ state, base }: { state: Unknown; base: string }) {
  const t = useTranslations('assertions')
  if (state.why === 'unread')
    return <p className="mt-1 [overflow-wrap:anywhere]">{t('unread', { file: state.path })}</p>
  if (state.why === 'undecided') return <p className="mt-1">{t('undecided')}</p>
  return (
    <div className="mt-1 space-y-1 [overflow-wrap:anywhere]">
      <p>{state.example.client ? t('depends', { client: state.example.client }) : t('dependsAny')}</p>
      <ul className="list-disc space-y-0.5 pl-5">
        {state.ways.map((way) => (
          <WayView key={String(way.holds)} way={way} />
        ))}
      </ul>
      <p>
        <SimulatorLink question={state.example.question} base={base} />
      </p>
    </div>
  )
}

function WayView({ way }: { way: OpenWay }) {
  const t = useTranslations('assertions')
  const { tellFact } = useFactWords()
  return (
    <li>
      <span className="font-medium">{t(way.holds ? 'trueIf' : 'untrueIf')}</span>{' '}
      {way.assumed.map(({ on, given }) => tellFact(on, given)).join(' ')}
    </li>
  )
}

interface DeciderLinkProps {
  decider: Decider
  base: string
  inDraft: boolean
}

function DeciderLink({ decider, base, inDraft }: DeciderLinkProps) {
  const t = useTranslations('assertions')
  const { file, line } = decider
  return (
    <Link
      href={placeAddress(base, { file, line: line === null ? null : line - 1, inDraft })}
      className="mono text-xs underline underline-offset-2"
    >
      {line === null ? file : t('place', { file, line })}
    </Link>
  )
}

function SimulatorLink({ question, base }: { question: Broken['example']['question']; base: string }) {
  const t = useTranslations('assertions')
  return (
    <Link
      href={simulatorAddress(base, question)}
      prefetch={false}
      className="inline-flex items-center gap-1 text-xs underline underline-offset-2"
    >
      <FlaskConical aria-hidden className="size-3.5" />
      {t('simulate')}
    </Link>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useRef, useState } from 'react'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { Button } from '@/components/ui/button'
import type { ActionFault, ActionResult } from '@/lib/errors'

export interface ReadAccount {
  readonly name: string
  /** Null: its file could not be read. */
  readonly letters: string | null
  readonly isOwn: boolean
}

export type ReadNext = (from: number) => Promise<
  ActionResult<{
    readonly total: number
    readonly accounts: readonly ReadAccount[]
    readonly next: number | null
  }>
>

/** More names than this are a number. */
const NAMES_SHOWN = 200

/** Who of the accounts may relay. Each account is a file of its own, so they are read when somebody asks for it. */
export function AccountPermissionsRead({ total, readNext }: { total: number; readNext: ReadNext }) {
  const t = useTranslations('whoCanRelay')
  const { accounts, next, isReading, fault, read, stop } = useAccounts(readNext)
  const isDone = next === null
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center gap-2">
        {isReading ? (
          <Button size="sm" onClick={stop}>
            {t('stop')}
          </Button>
        ) : (
          <Button size="sm" onClick={read}>
            {t(isDone ? 'readAgain' : accounts.length > 0 ? 'readOn' : 'read', { total })}
          </Button>
        )}
        {(isReading || accounts.length > 0) && (
          <span role="status" className="tabular-nums text-ink-2">
            {t('progress', { done: accounts.length, total })}
          </span>
        )}
      </div>
      {fault && <FaultNotice fault={fault} />}
      {accounts.length > 0 && <Found accounts={accounts} isDone={isDone} />}
    </div>
  )
}

function useAccounts(readNext: ReadNext) {
  const [accounts, setAccounts] = useState<readonly ReadAccount[]>([])
  const [next, setNext] = useState<number | null>(0)
  const [isReading, setReading] = useState(false)
  const [fault, setFault] = useState<ActionFault | null>(null)
  const stopped = useRef(false)

  async function read(): Promise<void> {
    stopped.current = false
    setReading(true)
    setFault(null)
    let known = next === null ? [] : accounts
    for (let from: number | null = next ?? 0; from !== null && !stopped.current; ) {
      const asked: number = from
      const result = await callAction(() => readNext(asked))
      if (!result.ok) {
        setFault(result.error)
        break
      }
      known = [...known, ...result.value.accounts]
      from = result.value.next
      setAccounts(known)
      setNext(from)
    }
    setReading(false)
  }

  const stop = () => {
    stopped.current = true
  }
  return { accounts, next, isReading, fault, read, stop }
}

function Found({ accounts, isDone }: { accounts: readonly ReadAccount[]; isDone: boolean }) {
  const t = useTranslations('whoCanRelay')
  const read = accounts.flatMap(({ letters, ...account }) =>
    letters === null ? [] : [{ ...account, letters }],
  )
  const unread = accounts.filter(({ letters }) => letters === null)
  const relaying = read.filter(({ letters }) => letters.includes('R'))
  const counts = { relaying: relaying.length, others: read.length - relaying.length }
  return (
    <div data-testid="accounts-read">
      <p>{t(isDone ? 'found' : 'foundSoFar', counts)}</p>
      <ul className="mt-1 space-y-0.5">
        {relaying.slice(0, NAMES_SHOWN).map(({ name, letters, isOwn }) => (
          <li key={name}>
            <span className="mono">{name}</span>{' '}
            <span className="text-ink-2">{t(isOwn ? 'ownLetters' : 'defaultLetters', { letters })}</span>
          </li>
        ))}
        {unread.slice(0, NAMES_SHOWN).map(({ name }) => (
          <li key={name}>
            <span className="mono">{name}</span> <span className="text-broken">{t('unread')}</span>
          </li>
        ))}
        {relaying.length > NAMES_SHOWN && <li>{t('more', { count: relaying.length - NAMES_SHOWN })}</li>}
      </ul>
    </div>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useState, useTransition } from 'react'
import { callAction } from '@/components/form/call-action'
import { FaultNotice } from '@/components/form/fault-notice'
import { HelpFor } from '@/components/form/legend'
import { useFaultText } from '@/components/form/use-fault-text'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Section } from '@/components/ui/page'
import type { ActionFault } from '@/lib/errors'
import { parseAddress } from '@/lib/xmail/net'
import { parseNameServer } from './parse-name-server'
import type { ZoneTests } from './use-zone-tests'
import type { FindAddresses, ShownOwnAddress } from './zone-test'

/** As typed: the name server and the address that is asked about. */
export interface ChosenTest {
  readonly server: string
  readonly own: string
}

/** Whom the tests ask, and about which address besides the two that every block list must know. */
export function TestSettings({
  chosen,
  onChoose,
  mayChoose,
  tests,
  findAddresses,
}: {
  chosen: ChosenTest
  onChoose: (chosen: ChosenTest) => void
  /** Whether this person may ask another name server than the system's. */
  mayChoose: boolean
  tests: ZoneTests
  findAddresses: FindAddresses
}) {
  const t = useTranslations('blockLists')
  const help = useHelp()
  const words = useFaultText()
  const server = parseNameServer(chosen.server)
  const own = chosen.own.trim() === '' ? null : parseAddress(chosen.own.trim())
  return (
    <Section
      title={t('testSettings')}
      aside={<HelpFor text={t('testSettings')} helpKey="blockListTest" />}
      className="max-w-3xl"
    >
      <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
        {mayChoose && (
          <Field
            label={t('resolver')}
            {...help('blockListResolver', t('resolver'))}
            hint={t('resolverHint')}
            error={!server.ok && words(server.error)}
          >
            {(control) => (
              <Input
                {...control}
                className="mono"
                spellCheck={false}
                autoComplete="off"
                placeholder={t('resolverSystem')}
                value={chosen.server}
                onChange={(event) => onChoose({ ...chosen, server: event.target.value })}
              />
            )}
          </Field>
        )}
        <div>
          <Field label={t('own')} hint={t('ownHint')} error={own && !own.ok && words(own.error)}>
            {(control) => (
              <Input
                {...control}
                className="mono"
                spellCheck={false}
                autoComplete="off"
                placeholder="203.0.113.25"
                value={chosen.own}
                onChange={(event) => onChoose({ ...chosen, own: event.target.value })}
              />
            )}
          </Field>
          <FindAddress
            find={() => findAddresses(server.ok ? server.value : null)}
            onFound={(address) => onChoose({ ...chosen, own: address })}
          />
        </div>
      </div>
      <p className="sr-only" aria-live="polite">
        {[...tests.states.values()].some(({ state }) => state === 'running') ? t('testing') : ''}
      </p>
    </Section>
  )
}

/** Looks where the server is seen from outside, and says how that was found. */
function FindAddress({
  find,
  onFound,
}: {
  find: () => ReturnType<FindAddresses>
  onFound: (address: string) => void
}) {
  const t = useTranslations('blockLists')
  const [found, setFound] = useState<readonly ShownOwnAddress[] | null>(null)
  const [fault, setFault] = useState<ActionFault | null>(null)
  const [pending, start] = useTransition()
  const look = () =>
    start(async () => {
      const result = await callAction(find)
      setFault(result.ok ? null : result.error)
      setFound(result.ok ? result.value : null)
      const [first] = result.ok ? result.value : []
      if (first) onFound(first.address)
    })
  return (
    <div className="mt-1.5 space-y-1.5">
      <Button size="sm" disabled={pending} onClick={look}>
        {t(pending ? 'finding' : 'findOwn')}
      </Button>
      {fault && <FaultNotice fault={fault} />}
      <div aria-live="polite" className="text-xs text-ink-2">
        {found?.length === 0 && t('foundNone')}
        {found && found.length > 0 && (
          <ul className="space-y-0.5">
            {found.map(({ address, from, name }) => (
              <li key={address}>
                <Button size="sm" look="quiet" className="mono" onClick={() => onFound(address)}>
                  {address}
                </Button>{' '}
                {t(`found_${from}`, { name })}
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { Legend } from '@/components/form/legend'
import { useFaultText } from '@/components/form/use-fault-text'
import { useHelp } from '@/components/form/use-help'
import { Button } from '@/components/ui/button'
import { Choice, ChoiceGroup } from '@/components/ui/choice'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { type MapsAction, type MapsRule, printMapsList } from '@/lib/xmail/variables'

const KINDS = ['refuse', 'flag', 'delay'] as const
const START_SECONDS = 5
const MAX_SECONDS = 3600

export interface ZoneFormProps {
  legend: string
  /** What is changed; left out: a new one. */
  rule?: MapsRule
  pending: boolean
  onSave: (rule: MapsRule, onDone: () => void) => void
  onCancel?: () => void
}

/** One block list: its zone, and what happens to a client that it lists. */
export function ZoneForm({ legend, rule, pending, onSave, onCancel }: ZoneFormProps) {
  const t = useTranslations('blockLists')
  const help = useHelp()
  const words = useFaultText()
  const name = useId()
  const [zone, setZone] = useState(rule?.zone ?? '')
  const [action, setAction] = useState<MapsAction>(rule?.action ?? { kind: 'refuse' })
  const [tried, setTried] = useState(false)
  const printed = printMapsList([{ zone: zone.trim(), action }])
  const seconds = action.kind === 'delay' ? action.seconds : START_SECONDS
  const isDelayGood = Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_SECONDS
  const choose = (kind: MapsAction['kind'], delay = seconds) =>
    setAction(kind === 'delay' ? { kind, seconds: delay } : { kind })
  return (
    <form
      className="mt-4 max-w-3xl"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!printed.ok || !isDelayGood) return
        onSave({ zone: zone.trim(), action }, () => {
          setZone('')
          setTried(false)
          onCancel?.()
        })
      }}
    >
      <fieldset disabled={pending} className="space-y-2.5">
        <div className="flex flex-wrap items-start gap-x-8 gap-y-2">
          <Field
            label={legend}
            {...help('blockListZone', legend)}
            error={(tried || zone !== '') && !printed.ok && words(printed.error)}
            className="grow basis-64"
          >
            {(control) => (
              <Input
                {...control}
                className="mono"
                placeholder="bl.example.org"
                spellCheck={false}
                autoCapitalize="none"
                autoComplete="off"
                value={zone}
                onChange={(event) => setZone(event.target.value)}
              />
            )}
          </Field>
          <ChoiceGroup legend={<Legend text={t('action')} helpKey="blockListAction" />}>
            <div className="flex flex-wrap gap-x-5">
              {KINDS.map((kind) => (
                <Choice
                  key={kind}
                  type="radio"
                  name={name}
                  value={kind}
                  checked={action.kind === kind}
                  onChange={() => choose(kind)}
                  label={t(`action_${kind}`)}
                />
              ))}
            </div>
            {action.kind === 'delay' && (
              <Field label={t('seconds')} error={!isDelayGood && t('secondsRange')}>
                {(control) => (
                  <Input
                    {...control}
                    type="number"
                    min={1}
                    max={MAX_SECONDS}
                    className="mono w-28"
                    value={seconds}
                    onChange={(event) => choose('delay', Number(event.target.value))}
                  />
                )}
              </Field>
            )}
          </ChoiceGroup>
        </div>
        <div className="flex gap-2">
          <Button type="submit" look={rule ? 'plain' : 'primary'} size={rule ? 'sm' : 'md'}>
            {t(rule ? 'save' : 'addToDraft')}
          </Button>
          {onCancel && (
            <Button size="sm" look="quiet" onClick={onCancel}>
              {t('cancel')}
            </Button>
          )}
        </div>
      </fieldset>
    </form>
  )
}

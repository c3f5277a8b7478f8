'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { readPermissions, SMTP_PERMISSIONS } from '@/lib/xmail/tables'
import {
  type EffectiveValue,
  findSpelling,
  parseNoTlsAuths,
  parseSmtpConfig,
  parseSmtpConfigName,
  readValue,
  type VariableDefinition,
  type VariableMark,
} from '@/lib/xmail/variables'

/** The words of a variable in the person's language. */
export interface VariableWords {
  readonly label: (definition: VariableDefinition) => string
  readonly about: (definition: VariableDefinition) => string
  readonly help: (definition: VariableDefinition) => string
  /** What a value comes to: `refused at once`, `20,000 KB`. `text`: as it is in the file, null where it is not set. */
  readonly value: (definition: VariableDefinition, effective: EffectiveValue, text: string | null) => string
  /** What counts where the variable is not set. */
  readonly default: (definition: VariableDefinition) => string
  /** A number of a choice or a code. */
  readonly number: (definition: VariableDefinition, number: number) => string
  readonly mark: (mark: VariableMark, value: string, name: string) => string
}

export function useVariableWords(): VariableWords {
  const t = useTranslations('variables')
  const format = useFormatter()
  const own = ({ meaning }: VariableDefinition, key: string) => `names.${meaning}.${key}`

  function number(definition: VariableDefinition, amount: number): string {
    const { value: kind } = definition
    if (kind.kind === 'choice' && kind.choices.includes(amount)) return t(own(definition, `choice${amount}`))
    if (kind.kind === 'code') {
      if (amount > 0) return t(own(definition, 'codeOne'))
      if (amount === 0) return t(own(definition, 'codeZero'))
      return t(own(definition, 'codeDelay'), { seconds: -amount })
    }
    if (amount === 0 && t.has(own(definition, 'zero'))) return t(own(definition, 'zero'))
    if (amount < 0 && t.has(own(definition, 'negative'))) return t(own(definition, 'negative'))
    const shown = format.number(amount)
    return kind.kind === 'number' && kind.unit
      ? t(`value.${kind.unit}`, { count: amount, amount: shown })
      : shown
  }

  function text(definition: VariableDefinition, value: string | null): string {
    if (value === null)
      return t.has(own(definition, 'unset')) ? t(own(definition, 'unset')) : t('value.nothing')
    const form = definition.value.kind === 'text' ? definition.value.form : 'free'
    if (form === 'mechanisms') {
      const auths = parseNoTlsAuths(value)
      return t(`value.noTlsAuths_${auths.state}`, { mechanism: auths.state === 'one' ? auths.item : '' })
    }
    if (form === 'smtp-options') {
      const { mailAuth, wantTls } = parseSmtpConfig(value)
      const both = mailAuth && wantTls ? 'both' : mailAuth ? 'mailAuth' : 'wantTls'
      return t(`value.smtpConfig_${mailAuth || wantTls ? both : 'none'}`)
    }
    if (form === 'permissions') {
      const { permissions } = readPermissions(value)
      const letters = SMTP_PERMISSIONS.filter(({ key }) => permissions[key]).map(({ letter }) => letter)
      return letters.length > 0 ? letters.join(' ') : t('value.permissions_none')
    }
    return value === '' ? t('value.empty') : value
  }

  function value(definition: VariableDefinition, effective: EffectiveValue): string {
    if (effective.kind === 'flag') return t(effective.on ? 'value.on' : 'value.off')
    if (effective.kind === 'number') return number(definition, effective.number)
    return text(definition, effective.text)
  }

  /** What another file decides has no value of its own to be shown. */
  function unset(definition: VariableDefinition, effective: EffectiveValue): string {
    return definition.standIn ? t(own(definition, 'unset')) : value(definition, effective)
  }

  return {
    label: (definition) => {
      const listener = parseSmtpConfigName(definition.name)
      if (!listener || listener.address === null) return t(own(definition, 'label'))
      const { address, port } = listener
      return port === null
        ? t('listener.address', { address })
        : t('listener.socket', { address, port: String(port) })
    },
    about: (definition) => t(own(definition, 'about')),
    help: (definition) => t(own(definition, 'help')),
    value: (definition, effective, raw) => {
      if (raw === null) return unset(definition, effective)
      return effective.kind === 'text' ? text(definition, raw) : value(definition, effective)
    },
    default: (definition) => unset(definition, readValue(definition, null)),
    number,
    mark: (mark, raw, name) =>
      t(`marks.${mark}`, { value: raw, meaning: findSpelling(name) ?? findSpelling(name, 'user') ?? '' }),
  }
}

import { describe, expect, it } from 'vitest'
import type { NotedAssertion } from '@/lib/xmail/assertions'
import { EMPTY_FIELDS, fieldsOf, readFields, withKind } from './assertion-fields'

const RELAY = withKind(EMPTY_FIELDS, 'relay')

const SENTENCES: readonly NotedAssertion[] = [
  {
    assertion: { kind: 'relay', claim: 'only', networks: ['10.0.0.0/8', '192.0.2.1/32'], over: 'ipv4' },
    note: 'office',
  },
  {
    assertion: { kind: 'gate', gate: 'pop3', claim: 'none', networks: ['2001:db8::/32'], over: 'both' },
    note: '',
  },
  { assertion: { kind: 'sender', claim: 'refused', sender: 'x@rude.example' }, note: '' },
  { assertion: { kind: 'account', claim: 'may-not', account: 'taro@example.test' }, note: 'left' },
]

describe('readFields', () => {
  it.each(SENTENCES)('gives back what was filled in: $assertion.kind', (sentence) => {
    expect(readFields(fieldsOf(sentence))).toEqual({ ok: true, value: sentence })
  })

  it('is no sentence before anybody has said what it is about', () => {
    expect(readFields(EMPTY_FIELDS)).toEqual({ ok: false, field: 'kind' })
    expect(readFields(RELAY)).toEqual({ ok: false, field: 'networks' })
  })

  it('takes networks however they are divided, and an address alone as itself', () => {
    const read = readFields({ ...RELAY, networks: '10.0.0.0/8, 192.0.2.1\n2001:db8::1' })
    expect(read).toMatchObject({
      value: { assertion: { networks: ['10.0.0.0/8', '192.0.2.1/32', '2001:db8::1/128'] } },
    })
  })

  it('names the field that says nothing, or something else', () => {
    expect(readFields({ ...RELAY, claim: 'none' })).toEqual({ ok: false, field: 'networks' })
    expect(readFields({ ...RELAY, networks: '10.0.0.0/99' })).toEqual({ ok: false, field: 'networks' })
    const sender = withKind({ ...EMPTY_FIELDS, sender: '*@rude.example,' }, 'sender')
    expect(readFields(sender)).toEqual({ ok: false, field: 'sender' })
    expect(readFields({ ...RELAY, claim: 'only', note: 'a\tb' })).toEqual({ ok: false, field: 'note' })
  })

  it('takes “nobody outside of nothing” as nobody at all', () => {
    const read = readFields({ ...RELAY, claim: 'only' })
    expect(read).toMatchObject({ ok: true, value: { assertion: { networks: [] } } })
  })
})

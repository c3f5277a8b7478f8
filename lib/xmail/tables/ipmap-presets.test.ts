import { expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseAddress } from '@/lib/xmail/net'
import { decideGate } from '@/lib/xmail/policy'
import { parseDocument } from '@/lib/xmail/tab'
import { applyIpmapEdit } from './ipmap-edit'
import { type IpmapPreset, rulesOfPreset } from './ipmap-presets'

const CLIENTS = ['127.0.0.1', '192.168.0.7', '192.0.2.9', '2001:db8::1', '::1']

/** Who of them may connect by a list that had one rule before. */
function allowedBy(preset: IpmapPreset): string[] {
  const before = parseDocument(new TextEncoder().encode('10.0.0.0\t255.0.0.0\tALLOW\t9\n'), {
    lineLimit: 510,
    comments: true,
  })
  const list = unwrap(applyIpmapEdit(before, { op: 'set', rules: unwrap(rulesOfPreset(preset)) }))
  return CLIENTS.filter((client) => decideGate(list, unwrap(parseAddress(client))).allow)
}

it('lets in whom its name says, by IPv6 too', () => {
  expect(allowedBy({ kind: 'nobody' })).toEqual([])
  expect(allowedBy({ kind: 'everyone' })).toEqual(CLIENTS)
  expect(allowedBy({ kind: 'only', network: '192.168.0.0/24' })).toEqual(['127.0.0.1', '192.168.0.7', '::1'])
})

it.each(['', '192.168.0.0/24\n10.0.0.0/8', 'office', '10.1'])('takes one network, and not %j', (network) => {
  expect(rulesOfPreset({ kind: 'only', network }).ok).toBe(false)
})

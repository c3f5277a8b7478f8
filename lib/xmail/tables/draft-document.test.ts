import { expect, it } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
import { parseDocument } from '@/lib/xmail/tab'
import { applyEdits, applyEditsInSteps } from './draft-document'
import type { Edit } from './registry'
import { readRelayInSteps } from './smtprelay'

const relay = { table: 'smtprelay', path: mailRootPath('smtprelay.tab') } as const
const add = (network: string): Edit => ({ ...relay, op: 'add', networks: [network], confirmed: [] })
const document = parseDocument(new TextEncoder().encode('"10.0.0.0/8"\n'), {
  lineLimit: 510,
  comments: true,
})

it('applies the edits of its file in their order, and no other’s', () => {
  const path = mailRootPath('spam-address.tab')
  const other: Edit = { table: 'spam-address', path, op: 'remove', rows: [{ line: 0, was: '"10.0.0.0/8"' }] }
  const drafted = applyEdits(document, relay.path, [add('192.0.2.0/26'), other, add('198.51.100.0/27')])
  expect(drafted.stale).toBeNull()
  expect(drafted.document.lines.map((line) => line.content)).toEqual([
    '"10.0.0.0/8"',
    '"192.0.2.0/26"',
    '"198.51.100.0/27"',
  ])
})

it('leaves out an edit that no longer fits, names its trouble, and does the others', () => {
  const drafted = applyEdits(document, relay.path, [add('10.1.0.0/16'), add('192.0.2.0/26')])
  expect(drafted.stale).toMatchObject({ code: 'NETWORK_COVERED' })
  expect(drafted.document.lines).toHaveLength(2)
})

it('gives the same Document where no edit is of the file', () => {
  expect(applyEdits(document, 'spammers.tab', [add('192.0.2.0/26')]).document).toBe(document)
})

it('takes a step for each edit and comes to the same', () => {
  const edits = [add('192.0.2.0/26'), add('10.1.0.0/16'), add('198.51.100.0/27')]
  const steps = applyEditsInSteps(document, relay.path, edits, readRelayInSteps)
  let taken = 0
  let step = steps.next()
  for (; !step.done; step = steps.next()) taken++
  expect(taken).toBeGreaterThanOrEqual(edits.length)
  expect(step.value).toEqual(applyEdits(document, relay.path, edits))
})

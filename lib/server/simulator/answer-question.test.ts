import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { encodePassword } from '@/lib/xmail/password'
import { EMPTY_QUESTION, type Question, type QuestionForm, readQuestion } from '@/lib/xmail/simulator'
import { type Edit, editSchema } from '@/lib/xmail/tables'
import { openTestWorld, type TestWorld } from '@/test/support/open-test-world'
import { answerQuestion } from './answer-question'
import { type LiveReading, openLiveReading } from './policy-pair'
import { createReadings } from './readings'

const CANARY = 'canary-password-7f3a'

function question(form: Partial<QuestionForm>): Question {
  const reading = readQuestion({ ...EMPTY_QUESTION, client: '198.51.100.77', ...form })
  if (!reading.ok) throw new Error(JSON.stringify(reading.faults))
  return reading.question
}

async function openWith(
  files: Readonly<Record<string, string>>,
): Promise<LiveReading & { world: TestWorld }> {
  const world = await openTestWorld()
  for (const [path, text] of Object.entries(files)) writeFileSync(join(world.mailRoot, path), text, 'latin1')
  const store = unwrap(await world.stores.storeFor(world.serverId))
  return { ...unwrap(await openLiveReading(store)), world }
}

const QUIET = {
  'server.tab': '"RootDomain"\t"example.test"\n"SmtpServerDomain"\t"example.test"\n',
  'pop3.ipmap.tab': '"0.0.0.0"\t"0.0.0.0"\t"ALLOW"\t1\n',
  'spammers.tab': '# nobody\n',
  'smtp.ipprop.tab': '# nobody\n',
  'smtp.ipmap.tab': '"0.0.0.0"\t"0.0.0.0"\t"ALLOW"\t1\n',
  'smtprelay.tab': '"192.0.2.0/24"\n',
  'smtpextauth.tab': '# none\n',
}
const ABROAD = { from: 'a@b.test', to: 'c@d.test' }
const NO_DRAFT = { key: 'none', edits: [] }

/** As it comes out of a database: checked, with its defaults. */
const edit = (given: object): Edit => editSchema.parse(given)
const relayEdit = (network: string) =>
  edit({ table: 'smtprelay', path: 'smtprelay.tab', op: 'add', networks: [network] })

const replyOf = (ways: readonly { answer: { exchange: readonly { reply: string | null }[] } }[]) =>
  ways[0]?.answer.exchange.at(-1)?.reply

describe('an answer of the simulator', () => {
  it('is for the files and for the draft, and says whether a client would notice', async () => {
    const reading = await openWith(QUIET)
    const none = unwrap(await answerQuestion(reading, NO_DRAFT, question(ABROAD)))
    expect(none.draft).toBeNull()
    expect(replyOf(none.live.ways)).toBe('550 Relay denied')

    const opened = { key: 'a', edits: [relayEdit('198.51.100.0/24')] }
    const gained = unwrap(await answerQuestion(reading, opened, question(ABROAD)))
    expect(replyOf(gained.live.ways)).toBe('550 Relay denied')
    expect(gained.draft).toMatchObject({ changes: true, stale: null })
    expect(replyOf(gained.draft?.answers.ways ?? [])).toBe('250 OK')

    const elsewhere = { key: 'b', edits: [relayEdit('203.0.113.0/24')] }
    const same = unwrap(await answerQuestion(reading, elsewhere, question(ABROAD)))
    expect(same.draft).toMatchObject({ changes: false })
  })

  it('knows that a file which the draft takes away is not there', async () => {
    const reading = await openWith({ ...QUIET, 'smtp.hnprop.tab': '# none\n' })
    const nameless = question({ ...ABROAD, ptr: '-' })
    const removal = edit({ table: 'hnprop', path: 'smtp.hnprop.tab', op: 'remove-file' })
    const answer = unwrap(await answerQuestion(reading, { key: 'a', edits: [removal] }, nameless))
    expect(replyOf(answer.live.ways)).toMatch(/^421 /)
    expect(answer.draft).toMatchObject({ changes: true })
  })

  it('says that a part of the draft no longer fits, and answers without it', async () => {
    const reading = await openWith(QUIET)
    const rows = [{ line: 5, was: '"10.0.0.0/8"' }]
    const gone = edit({ table: 'smtprelay', path: 'smtprelay.tab', op: 'remove', rows })
    const answer = unwrap(await answerQuestion(reading, { key: 'a', edits: [gone] }, question(ABROAD)))
    expect(answer.draft).toMatchObject({ changes: false, stale: { code: 'ROW_NOT_FOUND' } })
  })

  it('reads the files of the accounts that it depends on, with the draft of them', async () => {
    const reading = await openWith({
      ...QUIET,
      'mailusers.tab': `"example.test"\t"new"\t"${encodePassword('x')}"\t1\t"new"\t"U"\n`,
    })
    const form = question({ service: 'pop3-user', user: 'new@example.test' })
    const path = 'domains/example.test/new/user.tab'
    const off = edit({ table: 'variables', path, op: 'set', name: 'PopEnable', value: '0' })
    const answer = unwrap(await answerQuestion(reading, { key: 'a', edits: [off] }, form))
    expect(replyOf(answer.live.ways)).toMatch(/^\+OK Maildrop/)
    expect(replyOf(answer.draft?.answers.ways ?? [])).toBe('-ERR Invalid auth or access denied')
  })

  it('holds no password of any file, now or drafted', async () => {
    const reading = await openWith({
      ...QUIET,
      'smtpauth.tab': `"phone"\t"${CANARY}"\t"MRVZ"\n`,
      'ctrlaccounts.tab': `"admin"\t"${encodePassword(CANARY)}"\n`,
      'mailusers.tab': `"example.test"\t"taro"\t"${encodePassword(CANARY)}"\t1\t"taro"\t"U"\n`,
      'server.key': `-----BEGIN PRIVATE KEY-----\n${CANARY}\n-----END PRIVATE KEY-----\n`,
    })
    const accounts = [{ user: 'tablet', password: CANARY, permissions: ['relay'] }]
    const account = edit({ table: 'smtpauth', path: 'smtpauth.tab', op: 'add', accounts })
    const draft = { key: 'a', edits: [account] }
    const shown: string[] = []
    for (const form of [
      { ...ABROAD, as: 'phone', tls: 'starttls' },
      { ...ABROAD, as: 'tablet' },
      { ...ABROAD, as: 'taro@example.test', to: 'taro@example.test' },
      { service: 'pop3-user', user: 'taro@example.test' },
      { service: 'ctrl' },
    ]) {
      shown.push(JSON.stringify(unwrap(await answerQuestion(reading, draft, question(form)))))
    }
    expect(shown.join()).toContain('tablet')
    expect(shown.join()).not.toContain(CANARY)
    expect(shown.join()).not.toContain(encodePassword(CANARY))
  })

  it('is the fault of a file that it depends on and that cannot be read', async () => {
    const reading = await openWith({ ...QUIET, 'mailusers.tab': '' })
    const { mailRoot } = reading.world
    rmSync(join(mailRoot, 'aliases.tab'))
    mkdirSync(join(mailRoot, 'aliases.tab'))
    const answer = await answerQuestion(
      reading,
      NO_DRAFT,
      question({ from: 'a@b.test', to: 'x@example.test' }),
    )
    expect(answer).toMatchObject({ ok: false, error: { code: 'NOT_A_FILE' } })
  })
})

describe('readings', () => {
  const reading = (takenAt: number) => ({ takenAt }) as LiveReading

  it('are kept as long as they are young, and read anew where that is asked for', async () => {
    let now = 1_000
    let reads = 0
    const readings = createReadings(
      async () => {
        reads++
        return { ok: true, value: reading(now) }
      },
      () => now,
    )
    await readings.get('a', Number.POSITIVE_INFINITY)
    await readings.get('a', 1_000)
    expect(reads).toBe(1)
    await readings.get('b', 0)
    expect(reads).toBe(2)
    now += 1
    await readings.get('a', 1_001)
    expect(reads).toBe(3)
    now += 5 * 60_000
    await readings.get('a', 0)
    expect(reads).toBe(4)
  })
})

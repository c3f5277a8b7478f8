import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { HandWay } from '@/lib/changes/by-hand/hand-way'
import { printCommands } from '@/lib/changes/by-hand/print-commands'
import { changeOf, runShell } from '@/lib/changes/by-hand/testing/run-shell'
import { ENCRYPTIONS, type Encryption } from '../support/ctrl-store-on'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const seed = Number(process.env.SEED ?? 20261124)
const FILE = 'spam-address.tab'

/** Lines that a shell, CtrlClnt or CTRL may take for something else. */
const ODD_LINES = [
  ...['.', '..', '. ', '.x', '', ' ', '\t', '#', 'END_OF_FILE', 'END_OF_FILE_', '-p', 'quit', '"quit"'],
  ...[
    '$HOME',
    '$(exit 7)',
    '`exit 7`',
    '\\',
    '\\n',
    "'",
    '"',
    "'\\''",
    '!!',
    '*',
    '~',
    '%s%n',
    '<<EOF',
    '|',
    '&',
  ],
  ...[
    Buffer.from('設定 日本語').toString('latin1'),
    'cr\rin the middle',
    '\x81\x88\xff\xfe',
    '\x01\x7f',
    '\xef\xbb\xbfbom',
    'x'.repeat(2044),
  ],
  ...[`.${'x'.repeat(2042)}`, `${'y'.repeat(2043)}.`, '\xff'.repeat(2044)],
]

describe.skipIf(!XMAIL_HOME)('the commands that a Review gives for CtrlClnt', () => {
  let xmail: RealXmail
  beforeAll(async () => {
    xmail = await startXmail({ home: XMAIL_HOME ?? '' })
  })
  afterAll(() => xmail?.stop())

  const way = (encryption: Encryption, login: 'digest' | 'clear' = 'digest'): HandWay => ({
    ...{ kind: 'ctrl', host: '127.0.0.1', user: xmail.account.user, encryption, login },
    port: encryption === 'tls' ? xmail.ctrlsPort : xmail.ctrlPort,
  })

  async function run(path: string, after: string | null, by = way('none'), before?: string | null) {
    const old = before === undefined ? await xmail.get(path) : before
    const { script, leftOut } = printCommands([changeOf(path, old, after)], by, 'apply')
    const told = runShell(script, {
      XMAIL_CTRL_PASSWORD: xmail.account.password,
      CTRLCLNT: join(XMAIL_HOME ?? '', 'bin', 'CtrlClnt'),
    })
    return { ...told, leftOut }
  }
  const DONE = { status: 0, stderr: '', leftOut: [] }

  for (const encryption of ENCRYPTIONS)
    for (const login of ['digest', 'clear'] as const)
      it(`make the very bytes of odd lines, encryption ${encryption}, login ${login}`, async () => {
        const text = ODD_LINES.map((line) => `${line}\n`).join('')
        expect(await run(FILE, text, way(encryption, login))).toEqual(DONE)
        expect(await xmail.get(FILE)).toBe(text)
      })

  it('make the very bytes of anything that they do not leave out', async () => {
    const byte = fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code))
    const line = fc.oneof(
      fc.constantFrom(...ODD_LINES),
      fc.array(byte).map((codes) => codes.join('')),
    )
    const text = fc.array(line, { minLength: 1 }).map((lines) => `${lines.join('\n')}\n`)
    let made = 0
    await fc.assert(
      fc.asyncProperty(text, async (after) => {
        const old = await xmail.get(FILE)
        fc.pre(after !== old)
        const { leftOut, ...told } = await run(FILE, after)
        expect(told).toEqual({ status: 0, stderr: '' })
        expect(await xmail.get(FILE)).toBe(leftOut.length > 0 ? old : after)
        if (leftOut.length === 0) made++
      }),
      { seed, numRuns: 40 },
    )
    expect(made).toBeGreaterThan(10)
  })

  it('make a file that was not there, write an empty one as a blank line, and remove one', async () => {
    const path = 'smtp.hnprop.tab'
    expect(await run(path, '"a.test"\t"EaseTLS=1"\n')).toEqual(DONE)
    expect(await xmail.get(path)).toBe('"a.test"\t"EaseTLS=1"\n')
    expect(await run(path, '')).toEqual(DONE)
    expect(await xmail.get(path)).toBe('\n')
    expect(await run(path, null)).toEqual(DONE)
    expect(await xmail.get(path)).toBeNull()
  })

  it('write nothing where the file is another by now, or nobody may sign in', async () => {
    await xmail.put(FILE, 'theirs\n')
    const told = await run(FILE, 'mine\n', way('none'), 'older\n')
    expect(told).toMatchObject({ status: 1, stderr: `${FILE} is not the file that this was made for\n` })
    const stranger = await run(FILE, 'mine\n', { ...way('none'), user: 'no"body' } as HandWay)
    expect(stranger.status).not.toBe(0)
    expect(await xmail.get(FILE)).toBe('theirs\n')
  })
})

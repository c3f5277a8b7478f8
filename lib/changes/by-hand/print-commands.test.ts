import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { unwrap } from '@/lib/errors'
import { parseStartFilePath } from '@/lib/xmail/start-file-path'
import { compareFiles, type FileChange } from '../plan'
import { cksum } from './cksum'
import type { HandWay } from './hand-way'
import { printCommands } from './print-commands'
import { changeOf, runShell } from './testing/run-shell'

const seed = Number(process.env.SEED ?? 20261124)
const CTRL: HandWay = {
  kind: 'ctrl',
  host: 'mail.example',
  port: 6017,
  user: 'admin',
  encryption: 'none',
  login: 'digest',
}
const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

function makeFolder() {
  const mailRoot = join(mkdtempSync(join(tmpdir(), "by hand's ")), "Mail}Root's $HOME")
  execFileSync('mkdir', [mailRoot])
  onTestFinished(() => rmSync(join(mailRoot, '..'), { recursive: true }))
  return mailRoot
}

describe('cksum', () => {
  it('is what POSIX says', () => {
    expect(cksum(new Uint8Array())).toBe('4294967295 0')
    expect(cksum(Buffer.from('123456789'))).toBe('930766865 9')
  })

  it('is what cksum(1) prints', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => {
        expect(execFileSync('cksum', { input: bytes }).toString().trim()).toBe(cksum(bytes))
      }),
      { seed, numRuns: 10 },
    )
  })
})

describe('printCommands for CtrlClnt', () => {
  it('signs in as the console does, looks, writes what closes first, and reads back', () => {
    const opens = changeOf('smtprelay.tab', '', '"192.0.2.0/24"\n')
    const closes = changeOf('spammers.tab', '', '"198.51.100.0/24"\n')
    const { script, leftOut } = printCommands([opens, closes], { ...CTRL, encryption: 'starttls' }, 'apply')
    const text = latin(script)
    expect(leftOut).toEqual([])
    expect(text).toContain(
      `"\${CTRLCLNT:-CtrlClnt}" -s "\${XMAIL_CTRL_HOST:-mail.example}" -n 6017 -u 'admin' -p "$XMAIL_CTRL_PASSWORD" -S "$@"`,
    )
    expect(text.slice(text.indexOf("holds 'spammers.tab'"))).toBe(
      `holds 'spammers.tab' '4294967295 0' 'is not the file that this was made for'
holds 'smtprelay.tab' '4294967295 0' 'is not the file that this was made for'

put 'spammers.tab' <<'END_OF_FILE'
"198.51.100.0/24"
END_OF_FILE
holds 'spammers.tab' '${cksum(Buffer.from('"198.51.100.0/24"\n'))}' 'is not as planned: look at it'

put 'smtprelay.tab' <<'END_OF_FILE'
"192.0.2.0/24"
END_OF_FILE
holds 'smtprelay.tab' '${cksum(Buffer.from('"192.0.2.0/24"\n'))}' 'is not as planned: look at it'
`,
    )
  })

  it('says nothing of what is there when it puts back', () => {
    const { script } = printCommands([changeOf('spammers.tab', '"a"\n', null)], CTRL, 'put-back')
    expect(latin(script)).not.toContain('made for')
    expect(latin(script)).toMatch(/remove 'spammers.tab'\nholds 'spammers.tab' '4294967295 0' [^\n]+\n$/)
  })

  it('has no secret, and names what it leaves out', () => {
    const path = unwrap(parseStartFilePath('/etc/init.d/xmail'))
    const files: FileChange[] = [
      changeOf('ctrlaccounts.tab', '"a"\t"Canary"\n', '"a"\t"Canary2"\n'),
      changeOf('smtpauth.tab', null, '"a"\t"Canary"\t"M"\n'),
      changeOf('server.key', null, 'Canary\n'),
      changeOf('certs/own', '-----BEGIN PRIVATE KEY-----\nCanary\n', 'x\n'),
      compareFiles(path, null, Buffer.from('PASS=Canary\n')),
    ]
    for (const way of [CTRL, { kind: 'folder', mailRoot: '/m' }] as const) {
      const { script, leftOut } = printCommands(files, way, 'apply')
      expect(latin(script)).not.toContain('Canary')
      expect(leftOut).toHaveLength(files.length)
      for (const file of files) expect(latin(script)).toContain(`# Left out: ${file.path}, because it`)
    }
  })

  it('leaves out what would become another file over CTRL', () => {
    for (const text of [
      'no end',
      'cr\r\n',
      'a\r\r\n',
      'nul\0\n',
      `${'x'.repeat(2045)}\n`,
      `.${'x'.repeat(2044)}\n`,
    ]) {
      const { script, leftOut } = printCommands([changeOf('smtprelay.tab', 'old\n', text)], CTRL, 'apply')
      expect(leftOut, JSON.stringify(text.slice(0, 9))).toEqual([{ path: 'smtprelay.tab', because: 'bytes' }])
      expect(latin(script)).not.toMatch(/^put /m)
    }
  })

  it('cannot use an address of IPv6', () => {
    const { script } = printCommands(
      [changeOf('spammers.tab', null, 'a\n')],
      { ...CTRL, host: '::1' },
      'apply',
    )
    const told = runShell(script, { XMAIL_CTRL_PASSWORD: 'x' })
    expect(told.status).not.toBe(0)
    expect(told.stderr).toContain('CtrlClnt does not know IPv6')
  })
})

describe('printCommands for the server itself', () => {
  const bytesWithoutNul = fc
    .uint8Array({ maxLength: 400 })
    .map((bytes) => latin(bytes.map((byte) => byte || 0x27)))
  const tricky = fc.constantFrom(
    "'",
    '\n',
    '$(exit 1)',
    '`',
    '\\',
    'END_OF_FILE\n',
    '\nEND_OF_FILE_\n',
    '\r\n',
    '.\n',
  )
  const content = fc.array(fc.oneof(bytesWithoutNul, tricky), { minLength: 1 }).map((parts) => parts.join(''))

  it('makes the very bytes, whatever they are', () => {
    const mailRoot = makeFolder()
    fc.assert(
      fc.property(fc.option(content), content, (before, after) => {
        const file = join(mailRoot, 'spam-address.tab')
        if (before === null) rmSync(file, { force: true })
        else writeFileSync(file, before, 'latin1')
        const change = changeOf('spam-address.tab', before, after || '\n')
        const { script } = printCommands([change], { kind: 'folder', mailRoot }, 'apply')
        expect(runShell(script)).toEqual({ status: 0, stderr: '' })
        expect(readFileSync(file, 'latin1')).toBe(after || '\n')
      }),
      { seed, numRuns: 25 },
    )
  })

  it('stops before it writes where a file is another by now', () => {
    const mailRoot = makeFolder()
    writeFileSync(join(mailRoot, 'spammers.tab'), 'other\n')
    const files = [changeOf('smtprelay.tab', null, 'a\n'), changeOf('spammers.tab', 'old\n', 'new\n')]
    const { script } = printCommands(files, { kind: 'folder', mailRoot }, 'apply')
    const told = runShell(script)
    expect(told.status).toBe(1)
    expect(told.stderr).toBe('spammers.tab is not the file that this was made for\n')
    expect(existsSync(join(mailRoot, 'smtprelay.tab'))).toBe(false)
  })

  it('keeps the mode of a file, and removes one that is to go', () => {
    const mailRoot = makeFolder()
    const [kept, gone] = [join(mailRoot, 'spammers.tab'), join(mailRoot, 'smtp.hnprop.tab')]
    for (const file of [kept, gone]) writeFileSync(file, 'old\n')
    chmodSync(kept, 0o640)
    const files = [changeOf('spammers.tab', 'old\n', 'new\n'), changeOf('smtp.hnprop.tab', 'old\n', null)]
    const { script } = printCommands(files, { kind: 'folder', mailRoot }, 'apply')
    expect(runShell(script)).toEqual({ status: 0, stderr: '' })
    expect([readFileSync(kept, 'latin1'), statSync(kept).mode & 0o777]).toEqual(['new\n', 0o640])
    expect(existsSync(gone)).toBe(false)
  })
})

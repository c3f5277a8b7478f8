import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from './run-command'

const COMMAND = fileURLToPath(new URL('../bin/mailroot.mjs', import.meta.url))
const SAMPLE = fileURLToPath(new URL('../lib/practice/sample', import.meta.url))
/** The command starts a compiler; a busy machine takes its time for that. */
const TIMEOUT_MS = 60_000

interface Run {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The command in this process, which is quicker than a compiler for each. */
async function mailroot(...args: string[]): Promise<Run> {
  const out: string[] = []
  const err: string[] = []
  const code = await runCommand(args, {
    print: (text) => out.push(text),
    complain: (text) => err.push(text),
    nowMs: 1_795_500_000_000,
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** The command as a shell would run it, from a folder that is not the project’s. */
function runInShell(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], { cwd: tmpdir() }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })
}

let folder: string
let other: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mailroot-cli-'))
  other = join(folder, 'other')
  await cp(SAMPLE, other, { recursive: true })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('runs from any folder, and ends with its code', { timeout: TIMEOUT_MS }, async () => {
  const wrong = await runInShell('lint', join(tmpdir(), 'no-such-mailroot'))
  expect(wrong).toMatchObject({ code: 2, out: '' })
  expect(wrong.err).toMatch(/^mailroot: MAILROOT_NOT_FOUND: /)
  const { code, out, err } = await runInShell('lint', SAMPLE, '--least', 'danger')
  expect({ code, err }).toEqual({ code: 1, err: '' })
  expect(out).toContain('ctrlaccounts.tab:2: danger: ')
})

describe('mailroot lint', () => {
  it('passes over links that lead nowhere or round in circles', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mailroot-links-'))
    await cp(SAMPLE, folder, { recursive: true })
    await symlink('/nonexistent', join(folder, 'old-logs'))
    await symlink('/nonexistent', join(folder, 'filters.out.tab.old'))
    await rm(join(folder, 'spam-address.tab'), { force: true })
    await symlink('spam-address.tab', join(folder, 'spam-address.tab'))
    expect((await mailroot('lint', folder)).code).toBe(1)
    await rm(folder, { recursive: true })
  })

  it('says what is wrong, where, and what mends it', async () => {
    const { code, out, err } = await mailroot('lint', SAMPLE)
    expect({ code, err }).toEqual({ code: 1, err: '' })
    expect(out).toMatch(
      /^ctrlaccounts\.tab:2: danger: .*\[administrator-comment\]\n +\S.*\n +Remove the line/m,
    )
    expect(out).toContain('smtprelay.tab:10: warning')
    for (const secret of ['15170406110c0600', 'sc4n', 'c0pier', 'm0nitor', 'b4ckup'])
      expect(out).not.toContain(secret)
  })

  it('gives the same as JSON, and counts only what weighs enough', async () => {
    const { out } = await mailroot('lint', SAMPLE, '--json', '--least', 'danger')
    const findings = JSON.parse(out) as { rule: string; severity: string; words: { title: string } }[]
    expect(new Set(findings.map(({ severity }) => severity))).toEqual(new Set(['danger']))
    expect(findings.map(({ rule }) => rule)).toContain('drop-code-does-nothing')
    expect(findings.every(({ words }) => words.title.length > 0)).toBe(true)
  })
})

describe('mailroot explain', () => {
  const client = ['--client', '198.51.100.7', '--ptr', 'pc.test', '--from', 'a@b.test']

  it('names the check that refuses, with its file', async () => {
    const { code, out } = await mailroot('explain', SAMPLE, ...client, '--to', 'c@elsewhere.test')
    expect(code).toBe(1)
    expect(out).toContain('refused: 550 Relay denied')
    expect(out).toMatch(/Relay networks: refuses \(smtprelay\.tab\)\n +Line 10 ignored/)
  })

  it('knows the other services', async () => {
    const inside = await mailroot('explain', SAMPLE, '--service', 'ctrl', '--client', '192.168.0.9', '--json')
    expect(inside.code).toBe(0)
    const outside = await mailroot('explain', SAMPLE, '--service', 'ctrl', '--client', '192.0.2.9')
    expect(outside).toMatchObject({ code: 1, err: '' })
    expect(outside.out).toContain('ctrl.ipmap.tab:2')
  })
})

describe('mailroot diff', () => {
  it('finds nothing between a folder and itself', async () => {
    expect(await mailroot('diff', SAMPLE, SAMPLE)).toMatchObject({ code: 0, err: '' })
  })

  it('says who gains', async () => {
    const path = join(other, 'smtprelay.tab')
    await writeFile(path, Buffer.concat([await readFile(path), Buffer.from('"203.0.113.64/26"\n')]))
    const { code, out } = await mailroot('diff', SAMPLE, other)
    expect(code).toBe(1)
    expect(out).toContain('+ 203.0.113.64/26 (64 of IPv4) may now relay without signing in')
    expect(out).toContain('Files that differ: smtprelay.tab')
    const json = JSON.parse((await mailroot('diff', SAMPLE, other, '--json')).out)
    expect(json).toMatchObject({ files: ['smtprelay.tab'], effects: { relay: { gained: { v4: 64 } } } })
  })
})

describe('mailroot assert', () => {
  const claims = (...assertions: readonly object[]) =>
    JSON.stringify({ assertions: assertions.map((assertion) => ({ assertion })) }, null, 2)
  const closed = { kind: 'relay', claim: 'none', networks: ['8.8.8.8'] }
  const open = { kind: 'relay', claim: 'none', networks: ['10.0.0.0/8'] }
  const named = async (name: string, text: string) => {
    const path = join(folder, name)
    await writeFile(path, text)
    return path
  }

  it('ends with 0 where every sentence holds', async () => {
    const file = await named('held.json', claims(closed))
    const { code, out, err } = await mailroot('assert', SAMPLE, '--assertions', file)
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toBe(
      `${file}:3: held: 8.8.8.8 may not relay without signing in.\n1 held, 0 not held, 0 cannot be told`,
    )
  })

  it('names a client and the line against each that does not', async () => {
    const account = { kind: 'account', claim: 'may-not', account: 'scanner' }
    const file = await named('broken.json', claims(closed, open, account))
    const { code, out } = await mailroot('assert', SAMPLE, '--assertions', file)
    expect(code).toBe(1)
    expect(out).toMatch(/: not held: Nobody in 10\.0\.0\.0\/8 may relay without signing in\.$/m)
    expect(out).toMatch(/^ +For example 10\.\S+\. Decided by smtprelay\.tab:\d+$/m)
    expect(out).toMatch(/: not held: scanner may not relay.*\n +Decided by smtpauth\.tab:2$/m)
    expect(out).toMatch(/1 held, 2 not held, 0 cannot be told$/)
    const json = JSON.parse((await mailroot('assert', SAMPLE, '--assertions', file, '--json')).out)
    expect(json.assertions.map((each: { state: { kind: string } }) => each.state.kind)).toEqual([
      'holds',
      'broken',
      'broken',
    ])
    expect(json.assertions[2]).toMatchObject({
      state: { example: { decider: { file: 'smtpauth.tab', line: 2 } } },
    })
    expect(JSON.stringify(json)).not.toContain('sc4n')
  })

  it('says what a sentence hangs on that no file tells', async () => {
    const root = join(folder, 'asks-dns')
    await cp(SAMPLE, root, { recursive: true })
    const settings = join(root, 'server.tab')
    await writeFile(settings, `"CheckMailerDomain"\t"1"\n${await readFile(settings, 'latin1')}`, 'latin1')
    const file = await named('open.json', claims({ kind: 'sender', claim: 'accepted', sender: 'a@b.test' }))
    const { code, out } = await mailroot('assert', root, '--assertions', file)
    expect(code).toBe(1)
    expect(out).toContain(': cannot be told: Mail from a@b.test is not refused')
    expect(out).toMatch(/^ +True: .*b\.test/m)
  })

  it.each([
    ['no.json', '{"assertions": [\n', /^mailroot: JSON_WRONG: \S+no\.json:2: /],
    ['list.json', '[]', /^mailroot: NOT_ASSERTIONS: \S+list\.json:1: /],
    [
      'wrong.json',
      claims(closed, { ...open, claim: 'nobody' }, { ...open, networks: ['10.0.0.0/99'] }),
      /^mailroot: ASSERTIONS_WRONG: \S+wrong\.json:15: “assertion\.claim” has to be one of: all, none, only\.\n\S+wrong\.json:\d+: “assertion\.networks\.0” is not understood\.$/,
    ],
  ])('takes no file that is not understood: %s', async (name, text, complaint) => {
    const file = await named(name, text)
    const { code, out, err } = await mailroot('assert', SAMPLE, '--assertions', file)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(complaint)
  })
})

describe('called wrongly', () => {
  it.each([
    [[], /^mailroot: USAGE: name a command/],
    [['mend', '.'], /^mailroot: USAGE: no command/],
    [['lint'], /^mailroot: USAGE: 1 folder/],
    [['lint', SAMPLE, '--color'], /^mailroot: USAGE: Unknown option/],
    [['lint', join(tmpdir(), 'no-such-mailroot')], /^mailroot: MAILROOT_NOT_FOUND: /],
    [['lint', fileURLToPath(new URL('.', import.meta.url))], /^mailroot: NOT_A_MAILROOT: /],
    [['assert', SAMPLE], /^mailroot: USAGE: --assertions is needed/],
    [['assert', SAMPLE, '--assertions', '/no/such.json'], /^mailroot: USAGE: .* cannot be read/],
    [['explain', SAMPLE, '--client', '1.2.3'], /^mailroot: ADDRESS_[A-Z_]+: /],
  ])('%j ends with code 2 and says why', async (args, complaint) => {
    const { code, out, err } = await mailroot(...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(complaint)
  })

  it('helps', async () => {
    const { code, out } = await mailroot('--help')
    expect(code).toBe(0)
    expect(out).toContain('mailroot explain DIR --client ADDRESS')
  })
})

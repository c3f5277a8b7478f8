import { describe, expect, it } from 'vitest'
import { readServerVariables } from '@/lib/xmail/policy/server-variables'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { findDefinition, findSpelling, scopeOfPath, VARIABLES } from './definitions'
import { readVariables, settingsOf } from './read-variables'

const open = (text: string) => parseDocument(fromByteString(text), { lineLimit: 2046, comments: true })
const rowsOf = (text: string) => readVariables(open(text))

describe('VARIABLES', () => {
  it('are all that the semantics list, each with words of its own', () => {
    expect(VARIABLES.filter(({ scope }) => scope === 'server')).toHaveLength(51)
    expect(VARIABLES.filter(({ scope }) => scope === 'user')).toHaveLength(12)
    const keys = VARIABLES.map(({ meaning }) => meaning)
    expect(new Set(keys).size).toBe(VARIABLES.length)
    expect(keys.filter((key) => !/^[A-Za-z]+$/.test(key))).toEqual([])
  })

  it('are found by their exact name, and for single sockets', () => {
    expect(findDefinition('SMTP-MaxErrors')?.value).toMatchObject({ kind: 'number', unit: 'errors' })
    expect(findDefinition('smtp-maxerrors')).toBeUndefined()
    expect(findSpelling('smtp-maxerrors')).toBe('SMTP-MaxErrors')
    expect(findDefinition('SmtpConfig-192.0.2.7,25')).toMatchObject({ meaning: 'smtpConfig' })
    expect(findDefinition('SmtpPerms')).toBeUndefined()
    expect(findDefinition('SmtpPerms', 'user')).toBeDefined()
    expect(
      ['server.tab', 'userdef.tab', 'domains/a/userdef.tab', 'domains/a/b/user.tab'].map(scopeOfPath),
    ).toEqual([...['server', 'user', 'user', 'user']])
    expect(scopeOfPath('domains/a/b/c/user.tab')).toBeUndefined()
  })
})

describe('readVariables', () => {
  it('tells what counts from what does not', () => {
    const text = [
      '# Configuration of the server',
      '"RootDomain"\t"example.test"',
      '#"SmtpConfig"\t"mail-auth"',
      '# MaxMessageSize\t1000',
      '# note\tof mine',
      '"MaxMessageSize"\t"20000"\t"KB"',
      '"MaxMessageSize"\t"50000"',
      '"maxmtaops"\t"9"',
      '"Greylist"\t"1"',
      '"PostMaster"',
      'HeloDomain example.test',
      '; x\ty',
    ]
    expect(
      rowsOf(text.join('\n')).map((row) => [row.line, row.name, row.state, row.reason ?? row.marks]),
    ).toEqual([
      [1, 'RootDomain', 'live', []],
      [2, 'SmtpConfig', 'disabled', ['mail-auth']],
      [3, 'MaxMessageSize', 'disabled', []],
      [5, 'MaxMessageSize', 'live', []],
      [6, 'MaxMessageSize', 'dead', 'duplicate'],
      [7, 'maxmtaops', 'live', ['misspelt-variable']],
      [8, 'Greylist', 'live', ['unknown-variable']],
      [9, 'PostMaster', 'dead', 'too-few-fields'],
      [10, 'HeloDomain example.test', 'dead', 'spaces-for-tabs'],
      [11, '; x', 'dead', 'looks-like-comment'],
    ])
  })

  it.each([
    ['EnableSMTP-TLS', 'yes', { on: false }, ['word-is-off']],
    ['EnableSMTP-TLS', '', { on: false }, ['empty-is-off']],
    ['EnableSMTP-TLS', '-1', { on: true }, []],
    ['EnableSMTP-TLS', ' 1', { on: true }, []],
    ['AllowSmtpVRFY', '', { on: false }, []],
    ['AllowSmtpVRFY', '0x1', { on: false }, ['trailing-text']],
    ['DisableEmitAuthUser', '', { on: false }, []],
    ['MaxMTAOps', '', { number: 16 }, []],
    ['MaxMTAOps', 'x', { number: 0 }, ['word-is-zero', 'out-of-range']],
    ['SMTP-IpMapDropCode', '', { number: 1 }, []],
    ['SMTP-IpMapDropCode', '0', { number: 0 }, ['drop-code-does-nothing']],
    ['SMTP-IpMapDropCode', '-5', { number: -5 }, []],
    ['Pop3LogPasswd', '2', { number: 2 }, ['logs-passwords']],
    ['SSLWantCert', '1', { on: true }, ['client-certificates-needed']],
    ['MaxMessageSize', '1'.repeat(63), {}, ['cut-value']],
    ['SmtpMsgIPBan', 'Go away', { text: 'Go away' }, ['no-reply-code']],
    ['SmtpMsgIPBan', '550 Go away', {}, []],
    ['CustMapsList', 'a.test:1, b.test:0', {}, ['odd-part']],
    ['DefaultSmtpPerms', 'mr', {}, ['odd-part']],
    ['DefaultSMTPGateways', '192.0.2.2,192.0.2.15', {}, ['comma-between-gateways']],
    ['DefaultSMTPGateways', '192.0.2.2:25,NeedTLS=1;192.0.2.15', {}, []],
    ['SmtpNoTLSAuths', 'PLAIN,LOGIN', {}, ['only-first-counts']],
    ['SmtpConfig-192.0.2.7', 'mail-auth,x', {}, ['mail-auth', 'odd-part']],
    ['RootDomain', '', {}, ['empty']],
  ])('%s %j', (name, value, effective, marks) => {
    const [row] = rowsOf(`"${name}"\t"${value}"\n`)
    expect(row).toMatchObject({ state: 'live', effective })
    expect(row?.marks.filter((mark) => value.length < 20 || mark !== 'out-of-range')).toEqual(marks)
  })

  it('agrees with what the policy asks for', () => {
    const text =
      '"A"\t"1"\n"MaxMTAOps"\t"x"\n"MaxMTAOps"\t"3"\n"AllowNullSender"\t"on"\n"SSLWantCert"\t" 7"\n'
    const vars = readServerVariables(open(text))
    for (const { definition, set, effective } of settingsOf(rowsOf(text))) {
      expect(set?.value ?? null).toBe(vars.text(definition.name))
      const { value } = definition
      if (value.kind === 'flag')
        expect(effective).toEqual({ kind: 'flag', on: vars.flag(definition.name, value.default) })
      else if (value.kind !== 'text') {
        expect(effective).toEqual({ kind: 'number', number: vars.int(definition.name, value.default) })
      }
    }
  })

  it('reads user.tab with its own rules', () => {
    const text =
      '"RealName"\t"A"\t"x"\n"SmtpPerms"\t"MR"\n"ReceiveEnable"\t""\n"PopEnable"\t"1"\n"RootDomain"\t"x"\n'
    expect(readVariables(open(text), 'user').map((row) => [row.reason ?? row.marks, row.effective])).toEqual([
      ['too-many-fields', null],
      [[], { kind: 'text', text: 'MR' }],
      [['empty-is-off'], { kind: 'flag', on: false }],
      [[], { kind: 'flag', on: true }],
      [['unknown-variable'], null],
    ])
  })
})

describe('settingsOf', () => {
  it('gives each variable with all its lines', () => {
    const text = '#"SmtpConfig"\t"a"\n"MaxMTAOps"\t"9"\n"MaxMTAOps"\t"8"\n"SmtpConfig-192.0.2.7"\t"WantTLS"\n'
    const settings = settingsOf(rowsOf(text))
    const of = (name: string) => settings.find(({ definition }) => definition.name === name)
    expect(settings).toHaveLength(52)
    expect(of('SmtpConfig')).toMatchObject({ set: null, commented: [{ line: 0 }], effective: { text: null } })
    expect(of('MaxMTAOps')).toMatchObject({
      set: { line: 1 },
      duplicates: [{ line: 2 }],
      effective: { number: 9 },
    })
    expect(of('SmtpConfig-192.0.2.7')).toMatchObject({ set: { line: 3 } })
    expect(of('EnableSMTP-TLS')).toMatchObject({ set: null, effective: { on: true } })
    expect(of('DefaultSmtpPerms')).toMatchObject({ effective: { text: 'MRVZ' } })
  })
})

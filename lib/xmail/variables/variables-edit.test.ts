import { describe, expect, it } from 'vitest'
import { fromByteString, parseDocument, printDocument, toByteString } from '@/lib/xmail/tab'
import type { VariableScope } from './definition'
import { readVariables } from './read-variables'
import { applyVariableEdit, variableEditSchema } from './variables-edit'

const open = (text: string) => parseDocument(fromByteString(text), { lineLimit: 2046, comments: true })

function edit(text: string, change: unknown, scope?: VariableScope): string {
  const result = applyVariableEdit(open(text), variableEditSchema.parse(change), scope)
  if (result.ok) return toByteString(printDocument(result.value))
  const details = Object.entries(result.error.details ?? {}).map(([name, value]) => ` ${name}=${value}`)
  return result.error.code + details.join('')
}

const FILE = [
  '# server',
  '"RootDomain"\t"example.test"\t"ours"',
  '# "SmtpConfig"\t"mail-auth"',
  'MaxMessageSize\t20000',
  '"MaxMessageSize"\t"50000"',
  '#"SmtpMsgIPBan"\t"Go away"',
  '"Greylist"\t"1"',
  '',
].join('\r\n')

/** With its name, quotes and TAB more than a line holds. */
const LONG = 'x'.repeat(2030)

const set = (name: string, value: string, more: object = {}) =>
  edit(FILE, { op: 'set', name, value, ...more })
const rowAt = (line: number, text = FILE) => {
  const row = readVariables(open(text)).find((each) => each.line === line)
  return { line, was: row?.was }
}

describe('set', () => {
  it('changes the value that counts, and nothing beside it', () => {
    expect(set('RootDomain', 'example.org')).toBe(FILE.replace('example.test', 'example.org'))
    expect(set('MaxMessageSize', '1000')).toBe(FILE.replace('20000', '1000'))
    expect(set('MaxMessageSize', '20000')).toBe('NOTHING_TO_CHANGE')
    expect(set('Greylist', 'two words')).toBe(FILE.replace('"1"', '"two words"'))
  })

  it('uses the line that is commented out, in place', () => {
    expect(set('SmtpConfig', 'WantTLS')).toBe(
      FILE.replace('# "SmtpConfig"\t"mail-auth"', '"SmtpConfig"\t"WantTLS"'),
    )
    expect(set('SmtpConfig', 'mail-auth', { confirmed: ['mail-auth'] })).toBe(
      FILE.replace('# "Smtp', '"Smtp'),
    )
  })

  it('adds a line where there is none', () => {
    expect(set('SmtpNoTLSAuths', '')).toBe(`${FILE}"SmtpNoTLSAuths"\t""\r\n`)
    expect(set('SmtpConfig-192.0.2.7,587', 'WantTLS')).toBe(
      `${FILE}"SmtpConfig-192.0.2.7,587"\t"WantTLS"\r\n`,
    )
    expect(edit('', { op: 'set', name: 'RealName', value: '山' }, 'user')).toBe(
      '"RealName"\t"\xe5\xb1\xb1"\n',
    )
  })

  it.each([
    ['EnableSMTP-TLS', 'yes', 'VALUE_NOT_ALLOWED name=EnableSMTP-TLS allowed=1, 0'],
    ['Pop3LogPasswd', '3', 'VALUE_NOT_ALLOWED name=Pop3LogPasswd allowed=0, 1, 2'],
    ['Pop3LogPasswd', '1', 'LOGGED_PASSWORDS_CONFIRM'],
    ['SSLWantCert', '1', 'CLIENT_CERTIFICATES_CONFIRM'],
    ['SmtpConfig', 'mail-auth', 'MAIL_AUTH_CONFIRM name=SmtpConfig'],
    ['SmtpConfig', 'wanttls', 'VALUE_FORM name=SmtpConfig example=mail-auth,WantTLS'],
    ['MaxMessageSize', '-1', 'VALUE_OUT_OF_RANGE name=MaxMessageSize min=0 max=2147483647'],
    ['MaxMessageSize', '2147483648', 'VALUE_OUT_OF_RANGE name=MaxMessageSize min=0 max=2147483647'],
    ['MaxMessageSize', '10 MB', 'VALUE_OUT_OF_RANGE name=MaxMessageSize min=0 max=2147483647'],
    ['SMTP-IpMapDropCode', '2', 'VALUE_OUT_OF_RANGE name=SMTP-IpMapDropCode min=-3600 max=1'],
    ['SMTP-RDNSCheck', '01', 'VALUE_OUT_OF_RANGE name=SMTP-RDNSCheck min=-3600 max=1'],
    ['SmtpMsgIPBan', 'Go away', 'REPLY_NEEDS_CODE name=SmtpMsgIPBan'],
    ['SmtpMsgIPBan', '250 Fine', 'REPLY_NEEDS_CODE name=SmtpMsgIPBan'],
    ['SmtpMsgIPBan', '550 拒否', 'VALUE_NOT_ASCII name=SmtpMsgIPBan'],
    ['CustomSMTPMessage', 'é', 'VALUE_NOT_ASCII name=CustomSMTPMessage'],
    ['RootDomain', '', 'VALUE_NOT_A_DOMAIN name=RootDomain'],
    ['RootDomain', 'a b', 'VALUE_NOT_A_DOMAIN name=RootDomain'],
    ['PostMaster', 'root', 'VALUE_NOT_AN_ADDRESS name=PostMaster'],
    ['DefaultSmtpPerms', 'mr', 'VALUE_NOT_ALLOWED name=DefaultSmtpPerms allowed=M, R, V, T, Z, S'],
    ['SmtpNoTLSAuths', 'PLAIN,LOGIN', 'VALUE_NOT_ALLOWED name=SmtpNoTLSAuths allowed=PLAIN, LOGIN, CRAM-MD5'],
    [
      'CustMapsList',
      'a.test:1, b.test:0',
      'VALUE_FORM name=CustMapsList example=bl.example.org:1,dul.example.org:0',
    ],
    [
      'DefaultSMTPGateways',
      '192.0.2.2,192.0.2.15',
      'VALUE_FORM name=DefaultSMTPGateways example=mail.example.com:25;192.0.2.25',
    ],
    ['SmartDNSHost', '192.0.2.53', 'VALUE_FORM name=SmartDNSHost example=192.0.2.53:udp,192.0.2.54:tcp'],
    ['NotifyTryPattern', '1, 4', 'VALUE_FORM name=NotifyTryPattern example=1,4,9'],
    ['NotifyTryPattern', `1${',1'.repeat(63)}`, 'VALUE_TOO_LONG name=NotifyTryPattern limit=126'],
    ['rootdomain', 'x.test', 'VARIABLE_MISSPELT name=rootdomain meaning=RootDomain'],
    ['my var', '1', 'VARIABLE_NAME_INVALID name=my var'],
    ['CustomSMTPMessage', LONG, 'LINE_TOO_LONG limit=2046 length=2052'],
    ['Greylist', 'a\tb', 'FIELD_HAS_TAB column=1'],
  ])('refuses %s %.20j', (name, value, fault) => expect(set(name, value)).toBe(fault))

  it.each([
    ['DefaultSMTPGateways', 'a.test:25,NeedTLS=2,OutBind=192.0.2.1;b.test'],
    ['SmtpGwConfig', 'NeedTLS=1,OutBind=192.0.2.1'],
    ['SmartDNSHost', '192.0.2.53:udp,192.0.2.54:tcp'],
    ['FetchHdrTags', '+X-Deliver-To,+Received,To,Cc'],
    ['CustMapsList', 'a.test.:1,b.test:-3,c.test:2'],
    ['SMTP-IpMapDropCode', '-3600'],
    ['SmtpMinDiskSpace', '-1'],
    ['SmtpMsgIPBanMaps', '451 Try later'],
    ['HeloDomain', 'mail.example.test'],
  ])('takes %s %j', (name, value) => expect(set(name, value)).not.toMatch(/^[A-Z_]+ /))
})

describe('unset', () => {
  const unset = (name: string) => edit(FILE, { op: 'unset', name })

  it('comments a variable out with its duplicates', () => {
    expect(unset('MaxMessageSize')).toBe(
      FILE.replace('MaxMessageSize\t20000', '#MaxMessageSize\t20000').replace(
        '"MaxMessageSize"',
        '#"MaxMessageSize"',
      ),
    )
    expect(unset('Greylist')).toBe(FILE.replace('"Greylist"', '#"Greylist"'))
    expect(unset('SmtpConfig')).toBe('NOTHING_TO_CHANGE')
    expect(unset('RootDomain')).toBe('VARIABLE_NEEDED name=RootDomain')
  })
})

describe('enable, remove, note', () => {
  const enable = (line: number, more: object = {}) => edit(FILE, { op: 'enable', row: rowAt(line), ...more })

  it('takes a commented-out line into use, checked like any value', () => {
    expect(enable(2)).toBe('MAIL_AUTH_CONFIRM name=SmtpConfig')
    expect(enable(2, { confirmed: ['mail-auth'] })).toBe(FILE.replace('# "Smtp', '"Smtp'))
    expect(enable(5)).toBe('REPLY_NEEDS_CODE name=SmtpMsgIPBan')
    expect(enable(5, { value: '550 Go away' })).toBe(
      FILE.replace('#"SmtpMsgIPBan"\t"Go', '"SmtpMsgIPBan"\t"550 Go'),
    )
    expect(enable(3)).toBe('ROW_NOT_FOUND line=4')
    const twice = '#"MaxMTAOps"\t"1"\n"MaxMTAOps"\t"2"\n'
    expect(edit(twice, { op: 'enable', row: rowAt(0, twice) })).toBe(
      'VARIABLE_ALREADY_SET name=MaxMTAOps line=2',
    )
  })

  it('removes lines unless another value would take over', () => {
    const remove = (...lines: number[]) =>
      edit(FILE, { op: 'remove', rows: lines.map((line) => rowAt(line)) })
    expect(remove(4)).toBe(FILE.replace('"MaxMessageSize"\t"50000"\r\n', ''))
    expect(remove(3)).toBe('VARIABLE_HAS_DUPLICATE name=MaxMessageSize line=4')
    expect(remove(3, 4, 5)).not.toMatch(/^[A-Z_]+ /)
    expect(remove(1)).toBe('VARIABLE_NEEDED name=RootDomain')
  })

  it('keeps a note above a line', () => {
    expect(edit(FILE, { op: 'note', row: rowAt(6), text: 'patched' })).toBe(
      FILE.replace('"Greylist"', '#: patched\r\n"Greylist"'),
    )
  })
})

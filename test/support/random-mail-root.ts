import fc from 'fast-check'
import { gateTable, relayTable } from './random-tables'

/** The indexed tables, which a running XMail does not read again: the same for all sessions. */
export const INDEXED_FILES: Readonly<Record<string, string>> = {
  'domains.tab': '"xmailserver.test"\n"Second.test"\n',
  'aliasdomain.tab': '"alias.test"\t"xmailserver.test"\n"*.wild.test"\t"xmailserver.test"\n',
  'mailusers.tab': [
    ['xmailserver.test', 'xmailuser', '1d08040c09', '1', 'xmailuser', 'U'],
    ['xmailserver.test', 'list', '1d08040c09', '2', 'list', 'M'],
    ['second.test', 'other', '1d08040c09', '3', 'other', 'U'],
    ['second.test', 'odd', '1d08040c0', '4', 'other', 'U'],
  ]
    .map((fields) => `${fields.map((field) => (/^\d$/.test(field) ? field : `"${field}"`)).join('\t')}\n`)
    .join(''),
  'aliases.tab': [
    ['xmailserver.test', 'postmaster', 'xmailuser'],
    ['xmailserver.test', 'second', 'other@second.test'],
    ['xmailserver.test', 'again', 'postmaster'],
    ['xmailserver.test', 'away', 'someone@remote.test'],
    ['xmailserver.test', 'info-*', 'list'],
    ['*', 'info-?x', 'xmailuser'],
    ['second.test', '*', 'other'],
  ]
    .map((fields) => `${fields.map((field) => `"${field}"`).join('\t')}\n`)
    .join(''),
}

/** Without its mailbox an account is taken to be full. */
export const MAILBOXES: Readonly<Record<string, string>> = Object.fromEntries(
  ['xmailserver.test/xmailuser', 'second.test/other'].flatMap((account) =>
    ['mailbox', 'Maildir/new'].map((folder) => [`domains/${account}/${folder}/.keep`, '']),
  ),
)

export const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values)
/** Mostly nothing, so that sessions come far. */
export const rarely = <T>(arbitrary: fc.Arbitrary<T>, weight = 1) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(null) }, { weight, arbitrary })
const lines = (line: fc.Arbitrary<string>, maxLength = 3) =>
  fc.array(line, { maxLength }).map((all) => all.map((each) => `${each}\n`).join(''))
const tabbed = (...parts: fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map((fields) => fields.map((field) => `"${field}"`).join('\t'))

const flag = pick('0', '1', 'yes', '', '01', '-1', ' 1')
/** Variables of server.tab, each often not there. */
export const VARIABLES: Readonly<Record<string, fc.Arbitrary<string | null>>> = {
  'SMTP-IpMapDropCode': rarely(pick('0', '1', '2', 'x', ''), 3),
  'SMTP-MaxErrors': rarely(pick('1', '2', '3', 'x'), 2),
  MaxMessageSize: rarely(pick('1', '2', '-1', 'x', '1048576'), 3),
  DefaultSmtpPerms: rarely(pick('', 'M', 'R', 'MR', 'mr', 'MRVZS', 'VT'), 3),
  AllowNullSender: rarely(flag),
  AllowSmtpVRFY: rarely(flag, 3),
  AllowSmtpETRN: rarely(flag, 3),
  'EnableSMTP-TLS': rarely(flag),
  SmtpMsgIPBan: rarely(pick('550 go away', '')),
  SmtpMsgIPBanSpammers: rarely(pick('550 spammer', '')),
  SmtpMsgIPBanSpamAddress: rarely(pick('550 spam sender', '')),
  CustomSMTPMessage: rarely(pick('see http://help.test', '')),
  SmtpConfig: rarely(
    pick('mail-auth', 'WantTLS', 'mail-auth,WantTLS', 'MailAuth=0', ' mail-auth', 'mail-auth=x'),
    3,
  ),
  'SmtpConfig-127.0.0.1': rarely(pick('', 'mail-auth')),
  SmtpNoTLSAuths: rarely(
    pick('', 'PLAIN', 'LOGIN,PLAIN', 'plain,login', 'PLAINPLAIN', ',PLAIN', 'XPLAIN'),
    2,
  ),
}

const network = pick(
  '127.0.0.0/24',
  '127.0.1.0/25',
  '127.0.2.7/32',
  '127.0.0.0/8',
  '::ffff:127.0.1.0/120',
  '127.0.0.1',
)
const property = pick(
  'WhiteList',
  'WhiteList=1',
  'WhiteList=yes',
  'NoAuth',
  'NoAuth=0',
  'EnableVRFY',
  'EnableETRN=1',
  'EaseTLS',
  'x',
)
export const account = pick(
  'xmailuser@xmailserver.test',
  'xmailuser:xmailserver.test',
  'xmailuser@alias.test',
  'postmaster@xmailserver.test',
  'XMAILUSER@a.wild.test',
  'xmailuser',
  'other%second.test',
  'odd@second.test',
  'ext1',
  'Ext1',
  'list@xmailserver.test',
)
export const password = pick('xmail', 'xmail', 'pw1', 'wrong', '')
const perms = pick('', 'M', 'MR', 'mr', 'MRVTZS', 'Z', 'S')

/** All other files, null where there is none. */
export const FILES: Readonly<Record<string, fc.Arbitrary<string | null>>> = {
  'smtp.ipmap.tab': rarely(
    gateTable.map(({ text }) => text),
    2,
  ),
  'smtprelay.tab': fc.oneof(
    relayTable.map(({ text }) => text),
    fc.constant(null),
  ),
  'spammers.tab': fc.oneof(
    {
      weight: 9,
      arbitrary: lines(
        tabbed(network, pick('code=0', 'code=1', 'x,code=0', 'code=', 'xcode=0', 'code=-1', '255.0.0.0')),
        1,
      ),
    },
    fc.constant(null),
  ),
  'smtp.ipprop.tab': rarely(lines(tabbed(network, property, property), 2), 3),
  'spam-address.tab': lines(
    pick('*@rude.net', '"*"@x', 'noat', '"@a"', '"x@?[a-c]*.test"', '"X@Y.TEST" ', '"*-*@*"'),
    2,
  ),
  'smtpauth.tab': lines(
    fc.oneof(
      tabbed(pick('ext1', 'Ext1', 'xmailuser@xmailserver.test'), password, perms),
      tabbed(pick('ext1'), password),
    ),
    3,
  ),
  'smtpextauth.tab': rarely(
    pick(
      '"PLAIN"\t"/bin/true"\n',
      '"plain"\t"/bin/false"\n',
      '"LOGIN"\t"/bin/none"\n"X"\t"/bin/true"\n',
      '"PLAIN"\n',
    ),
  ),
  'filters.post-rcpt.tab': rarely(
    pick(
      '"!aex"\t"/bin/sh"\t"-c"\t"exit 3"\n',
      '"!wlex,aex=0"\t"/bin/sh"\t"-c"\t"exit 3"\n',
      '"/bin/true"\n',
    ),
  ),
  'custdomains/.remote.test.tab': rarely(fc.constant('\n')),
  'cmdaliases/xmailserver.test/run.tab': rarely(fc.constant('\n'), 4),
  'domains/xmailserver.test/xmailuser/user.tab': lines(
    fc.oneof(
      tabbed(pick('SmtpPerms'), perms),
      tabbed(pick('ReceiveEnable'), flag),
      tabbed(pick('MaxMessageSize'), pick('1', '0', '3')),
      tabbed(pick('RealName'), pick('Joe', ''), pick('x')),
      tabbed(pick('RealName'), pick('Joe', '')),
    ),
    3,
  ),
  'domains/xmailserver.test/list/user.tab': rarely(lines(tabbed(pick('ClosedML'), flag), 1), 8),
  'domains/xmailserver.test/list/mlusers.tab': lines(
    fc.oneof(
      tabbed(pick('x@y.test', 'ext1', 'X@Y.test', 'xmailuser@xmailserver.test')),
      tabbed(pick('x@y.test', 'ext1', 'xmailuser@xmailserver.test'), pick('R', 'RW', 'A', 'RA')),
    ),
    3,
  ),
}

import {
  choice,
  code,
  defineGroup,
  flag,
  number,
  text,
  type VariableDefinition,
  type VariableScope,
} from './definition'
import { parseSmtpConfigName } from './smtp-config'

const identity = defineGroup('identity')
const smtp = defineGroup('smtp')
const refusal = defineGroup('refusal')
const blockLists = defineGroup('block-lists')
const signIn = defineGroup('sign-in')
const pop3 = defineGroup('pop3')
const tls = defineGroup('tls', { takesEffect: 'next-handshake' })
const delivery = defineGroup('delivery', { takesEffect: 'next-message' })
const bounces = defineGroup('bounces', { takesEffect: 'next-message' })
const resources = defineGroup('resources')
const account = defineGroup('account', { takesEffect: 'next-use' }, 'user')

const SMTP_CONFIG = signIn('SmtpConfig', 'smtpConfig', text('smtp-options'))

/** Every variable that XMail 1.27 reads (semantics.md 13), server.tab's first, then user.tab's. */
export const VARIABLES: readonly VariableDefinition[] = [
  identity('RootDomain', 'rootDomain', text('domain'), { isNeeded: true }),
  identity('SmtpServerDomain', 'smtpServerDomain', text('domain')),
  identity('POP3Domain', 'popDomain', text('domain')),
  identity('HeloDomain', 'heloDomain', text('domain'), { takesEffect: 'next-message' }),
  identity('PostMaster', 'postMaster', text('address'), { isNeeded: true }),
  identity('ErrorsAdmin', 'errorsAdmin', text('address'), { takesEffect: 'next-message' }),
  identity('TempErrorsAdmin', 'tempErrorsAdmin', text('address'), { takesEffect: 'next-message' }),

  smtp('AllowNullSender', 'allowNullSender', flag(true)),
  smtp('CheckMailerDomain', 'checkMailerDomain', flag(false)),
  smtp('AllowSmtpVRFY', 'allowSmtpVrfy', flag(false)),
  smtp('AllowSmtpETRN', 'allowSmtpEtrn', flag(false)),
  smtp('MaxMessageSize', 'maxMessageSize', number(0, 'kilobytes')),
  smtp('SMTP-MaxErrors', 'smtpMaxErrors', number(0, 'errors')),
  smtp('ReceivedHdrType', 'receivedHdrType', choice(0, [0, 1, 2, 3, 4])),
  smtp('DisableEmitAuthUser', 'disableEmitAuthUser', flag(false, true)),

  refusal('SMTP-IpMapDropCode', 'smtpIpMapDropCode', code(1)),
  refusal('SmtpMsgIPBan', 'smtpMsgIpBan', text('reply')),
  refusal('SmtpMsgIPBanSpammers', 'smtpMsgIpBanSpammers', text('reply')),
  refusal('SmtpMsgIPBanMaps', 'smtpMsgIpBanMaps', text('reply')),
  refusal('SmtpMsgIPBanSpamAddress', 'smtpMsgIpBanSpamAddress', text('reply')),
  refusal('CustomSMTPMessage', 'customSmtpMessage', text('reply-part')),

  blockLists('CustMapsList', 'custMapsList', text('zones')),
  blockLists('SMTP-RDNSCheck', 'smtpRdnsCheck', code(0)),

  SMTP_CONFIG,
  signIn('SmtpNoTLSAuths', 'smtpNoTlsAuths', text('mechanisms')),
  signIn('EnableAuthSMTP-POP3', 'enableAuthSmtpPop', flag(true)),
  signIn('DefaultSmtpPerms', 'defaultSmtpPerms', text('permissions', 'MRVZ')),

  pop3('Pop3LogPasswd', 'popLogPasswd', choice(0, [0, 1, 2])),
  pop3('FetchHdrTags', 'fetchHdrTags', text('header-tags', '+X-Deliver-To,+Received,To,Cc', 254), {
    takesEffect: 'next-sync',
  }),
  pop3('Pop3SyncErrorAccount', 'popSyncErrorAccount', text('address'), { takesEffect: 'next-sync' }),

  tls('EnableSMTP-TLS', 'enableSmtpTls', flag(true), { takesEffect: 'next-session' }),
  tls('EnablePOP3-TLS', 'enablePopTls', flag(true), { takesEffect: 'next-session' }),
  tls('EnableCTRL-TLS', 'enableCtrlTls', flag(true), { takesEffect: 'next-session' }),
  tls('SSLWantVerify', 'sslWantVerify', flag(false)),
  tls('SSLWantCert', 'sslWantCert', flag(false)),
  tls('SSLAllowSelfSigned', 'sslAllowSelfSigned', flag(false)),
  tls('SSLMaxCertsDepth', 'sslMaxCertsDepth', number(0, 'certificates', { max: 100 })),
  tls('SSLUseCertsFile', 'sslUseCertsFile', flag(false)),
  tls('SSLUseCertsDir', 'sslUseCertsDir', flag(false)),

  delivery('DefaultSMTPGateways', 'defaultSmtpGateways', text('gateways')),
  delivery('SmtpGwConfig', 'smtpGwConfig', text('gateway-options')),
  delivery('SmartDNSHost', 'smartDnsHost', text('name-servers')),
  delivery('MaxMTAOps', 'maxMtaOps', number(16, 'hops', { min: 1, max: 1000 })),

  bounces('RemoveSpoolErrors', 'removeSpoolErrors', flag(false)),
  bounces('NoSenderBounce', 'noSenderBounce', flag(false)),
  bounces('NotifyMsgLinesExtra', 'notifyMsgLinesExtra', number(0, 'lines', { max: 10_000 })),
  bounces('NotifySendLogToSender', 'notifySendLogToSender', flag(false)),
  bounces('NotifyTryPattern', 'notifyTryPattern', text('attempts', '', 126)),

  resources('SmtpMinDiskSpace', 'smtpMinDiskSpace', number(-1, 'kilobytes', { min: -1 })),
  resources('SmtpMinVirtMemSpace', 'smtpMinVirtMemSpace', number(-1, 'kilobytes', { min: -1 })),
  resources('Pop3MinVirtMemSpace', 'popMinVirtMemSpace', number(-1, 'kilobytes', { min: -1 })),

  account('SmtpPerms', 'userSmtpPerms', text('permissions'), { standIn: 'DefaultSmtpPerms' }),
  account('MaxMessageSize', 'userMaxMessageSize', number(0, 'kilobytes'), { standIn: 'MaxMessageSize' }),
  account('MaxMBSize', 'userMaxMailboxSize', number(0, 'kilobytes')),
  account('ReceiveEnable', 'userReceiveEnable', flag(true)),
  account('PopEnable', 'userPopEnable', flag(true)),
  account('DisableEmitAuthUser', 'userDisableEmitAuthUser', flag(false), { standIn: 'DisableEmitAuthUser' }),
  account('Pop3ScanCur', 'userPopScanCur', flag(false)),
  account('UseReplyTo', 'userUseReplyTo', flag(true)),
  account('ClosedML', 'userClosedList', flag(false)),
  account('ListSender', 'userListSender', text('address')),
  account('RealName', 'userRealName', text('free')),
  account('HomePage', 'userHomePage', text('free')),
]

const BY_NAME: Readonly<Record<VariableScope, ReadonlyMap<string, VariableDefinition>>> = {
  server: byName('server'),
  user: byName('user'),
}

function byName(scope: VariableScope): ReadonlyMap<string, VariableDefinition> {
  return new Map(VARIABLES.flatMap((each) => (each.scope === scope ? [[each.name, each] as const] : [])))
}

/** What is known of a name in a file, also of `SmtpConfig-192.0.2.7,25`; undefined for what XMail does not read. */
export function findDefinition(
  name: string,
  scope: VariableScope = 'server',
): VariableDefinition | undefined {
  const known = BY_NAME[scope].get(name)
  if (known || scope === 'user' || parseSmtpConfigName(name) === null) return known
  return { ...SMTP_CONFIG, name }
}

/** The right spelling of a name that differs from it in capitals alone. */
export function findSpelling(name: string, scope: VariableScope = 'server'): string | undefined {
  const wanted = name.trim().toLowerCase()
  return [...BY_NAME[scope].keys()].find((known) => known.toLowerCase() === wanted && known !== name)
}

/** Whose variables a file has; undefined: nobody's. */
export function scopeOfPath(path: string): VariableScope | undefined {
  if (path === 'server.tab') return 'server'
  return /^(domains\/[^/]+\/)?userdef\.tab$|^domains\/[^/]+\/[^/]+\/user\.tab$/.test(path)
    ? 'user'
    : undefined
}

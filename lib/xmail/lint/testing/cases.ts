import type { LintOptions } from '../mail-root'
import { CLEAN, SETTINGS_TEXT, SOUND_CERTIFICATE, type Texts } from './clean-mail-root'

/** A MailRoot for a rule: the files that differ from the clean one, and options. */
export interface Sample {
  readonly files?: Texts
  readonly options?: Partial<LintOptions>
}

/** In `found` the rule finds something; in `near`, which looks much the same, it does not. */
export interface Case {
  readonly found: Sample
  readonly near: Sample
}

const file = (path: string, found: string | null, near: string | null): Case => ({
  found: { files: { [path]: found } },
  near: { files: { [path]: near } },
})
const relay = (found: string, near: string) => file('smtprelay.tab', `${found}\n`, `${near}\n`)
const smtpGate = (found: string, near: string) => file('smtp.ipmap.tab', `${found}\n`, `${near}\n`)
const spammers = (found: string, near: string) => file('spammers.tab', `${found}\n`, `${near}\n`)
const whitelist = (found: string, near: string) => file('smtp.ipprop.tab', `${found}\n`, `${near}\n`)
const hosts = (found: string, near: string | null) => file('smtp.hnprop.tab', found, near)
const senders = (found: string, near: string) => file('spam-address.tab', `${found}\n`, `${near}\n`)
const settings = (found: string, near: string) =>
  file('server.tab', `${SETTINGS_TEXT}${found}\n`, `${SETTINGS_TEXT}${near}\n`)
const without = (name: string) =>
  SETTINGS_TEXT.split('\n')
    .filter((line) => !line.startsWith(`"${name}"`))
    .join('\n')
const administrators = (found: string, near: string) =>
  file('ctrlaccounts.tab', `${CLEAN['ctrlaccounts.tab']}${found}\n`, `${CLEAN['ctrlaccounts.tab']}${near}\n`)
const accounts = (found: string, near: string) => file('smtpauth.tab', `${found}\n`, `${near}\n`)
const certificate = (
  found: Partial<typeof SOUND_CERTIFICATE>,
  near: Partial<typeof SOUND_CERTIFICATE> = {},
): Case => ({
  found: { options: { certificate: { ...SOUND_CERTIFICATE, ...found } } },
  near: { options: { certificate: { ...SOUND_CERTIFICATE, ...near } } },
})
const { validToMs } = SOUND_CERTIFICATE
const YEAR_MS = 365 * 86_400_000
const DAY_MS = 86_400_000
const TRUSTED_TEXT = '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n'
const LONG = 'x'.repeat(600)

/** One case for each rule, by its id. */
export const CASES: Readonly<Record<string, Case>> = {
  'spammers-missing': file('spammers.tab', null, ''),
  'settings-missing': file('server.tab', null, SETTINGS_TEXT),
  'root-domain-missing': file('server.tab', without('RootDomain'), SETTINGS_TEXT),
  'postmaster-missing': file('server.tab', without('PostMaster'), SETTINGS_TEXT),
  'start-file-missing': file('aliases.tab', null, ''),
  'no-administrator': file('ctrlaccounts.tab', '# nobody\n', CLEAN['ctrlaccounts.tab'] ?? null),

  'relay-open': relay('"10.0.0.0/x"', '"10.0.0.0/8"'),
  'relay-open-together': relay(
    Array.from({ length: 256 }, (_, i) => `"${i}.0.0.0/8"`).join('\n'),
    Array.from({ length: 40 }, (_, i) => `"${i}.0.0.0/8"`).join('\n'),
  ),
  'relay-wide': relay('"10.0.0.0/7"', '"10.0.0.0/8"'),
  'relay-covered': relay('"10.0.0.0/8"\n"10.1.0.0/16"', '"10.0.0.0/8"\n"11.1.0.0/16"'),
  'relay-missing': file('smtprelay.tab', null, ''),
  'relay-custom-domains': file('custdomains/.tab', '', null),

  'ctrl-open': file(
    'ctrl.ipmap.tab',
    '"0.0.0.0"\t"0.0.0.0"\t"ALLOW"\t"1"\n',
    CLEAN['ctrl.ipmap.tab'] ?? null,
  ),
  'ctrl-closed-to-console': file(
    'ctrl.ipmap.tab',
    `${CLEAN['ctrl.ipmap.tab']}"192.0.2.10/32"\t""\t"DENY"\t"9"\n`,
    `${CLEAN['ctrl.ipmap.tab']}"192.0.2.11/32"\t""\t"DENY"\t"9"\n`,
  ),
  'finger-open': file('finger.ipmap.tab', '', CLEAN['finger.ipmap.tab'] ?? null),
  'gate-open-by-ipv6': file(
    'ctrl.ipmap.tab',
    '"0.0.0.0"\t"0.0.0.0"\t"DENY"\t"1"\n"192.0.2.0/24"\t""\t"ALLOW"\t"2"\n',
    CLEAN['ctrl.ipmap.tab'] ?? null,
  ),
  'smtp-gate-closed': smtpGate('"0.0.0.0/0"\t""\t"DENY"\t"1"', '"0.0.0.0/8"\t""\t"DENY"\t"1"'),

  'gate-permission-misspelt': smtpGate(
    '"192.0.2.0/24"\t""\t"ALLOWED"\t"1"',
    '"192.0.2.0/24"\t""\t"allow"\t"1"',
  ),
  'gate-precedence-no-number': smtpGate(
    '"192.0.2.0/24"\t""\t"DENY"\t"high"',
    '"192.0.2.0/24"\t""\t"DENY"\t"7"',
  ),
  'gate-tie': smtpGate(
    '"192.0.2.0/24"\t""\t"DENY"\t"1"\n"192.0.2.128/25"\t""\t"ALLOW"\t"1"',
    '"192.0.2.0/24"\t""\t"DENY"\t"1"\n"192.0.2.128/25"\t""\t"ALLOW"\t"2"',
  ),
  'gate-shadowed': smtpGate(
    '"192.0.2.0/24"\t""\t"DENY"\t"2"\n"192.0.2.128/25"\t""\t"ALLOW"\t"1"',
    '"192.0.2.0/24"\t""\t"DENY"\t"1"\n"192.0.2.128/25"\t""\t"ALLOW"\t"2"',
  ),
  'gate-missing': file('pop3.ipmap.tab', null, ''),

  'netmask-is-prefix-length': relay('"192.0.2.7"\t"32"', '"192.0.2.7"\t"255.255.255.255"'),
  'odd-prefix-length': relay('"192.0.2.7/40"', '"192.0.2.7/32"'),
  'legacy-address': relay('"010.0.0.0"\t"255.255.0.0"', '"10.0.0.0"\t"255.255.0.0"'),
  'netmask-holes': relay('"10.0.0.0"\t"255.255.0.255"', '"10.0.0.0"\t"255.255.255.0"'),
  'host-bits': relay('"192.0.2.7/24"', '"192.0.2.0/24"'),
  'host-name-in-table': relay('"office.here.test"\t"255.255.255.255"', '"192.0.2.7"\t"255.255.255.255"'),
  'private-network-too-narrow': relay('"172.16.0.0"\t"255.255.0.0"', '"172.16.0.0"\t"255.240.0.0"'),

  'dead-spaces-for-tabs': relay('"192.0.2.0"    "255.255.255.0"', '"192.0.2.0"\t"255.255.255.0"'),
  'dead-three-field-cidr': smtpGate('"192.0.2.0/24"\t"DENY"\t"2"', '"192.0.2.0/24"\t""\t"DENY"\t"2"'),
  'dead-bare-address': spammers('"203.0.113.9"\t"code=-5"', '"203.0.113.9/32"\t"code=-5"'),
  'dead-trailing-dot': relay('"127.0.0.0"\t"255.0.0.0."', '"127.0.0.0"\t"255.0.0.0"'),
  'dead-netmask': relay('"192.0.2.0"\t"/24"', '"192.0.2.0/24"'),
  'dead-ipv6-needs-prefix-length': relay('"2001:db8::"\t"255.255.0.0"', '"2001:db8::/32"'),
  'dead-address': relay('"192.0.2.0 "\t"255.255.255.0"', '"192.0.2.0"\t"255.255.255.0"'),
  'dead-too-few-fields': accounts('"copier"\t"c0pier of the hall"', '"copier"\t"c0pier of the hall"\t"M"'),
  'dead-precedence': smtpGate('"192.0.2.0/24"\t""\t"DENY"\t"-2"', '"192.0.2.0/24"\t""\t"DENY"\t"-1"'),
  'dead-needs-prefix-length': whitelist(
    '"192.0.2.0"\t"255.255.255.0"\t"WhiteList=1"',
    '"192.0.2.0/24"\t"WhiteList=1"',
  ),
  'not-a-comment': relay('; our office', '# our office'),

  'never-decides': spammers(
    '"203.0.113.0/24"\n"203.0.113.9/32"\t"code=-5"',
    '"203.0.113.9/32"\t"code=-5"\n"203.0.113.0/24"',
  ),
  'refuses-everybody': spammers('"0.0.0.0/0"', '"0.0.0.0/0"\t"code=-3"'),
  'refuses-many': spammers('"64.0.0.0/4"', '"64.0.0.0/8"'),
  'spammers-parameters': spammers('"203.0.113.0/24"\t"Code=0"', '"203.0.113.0/24"\t"code=-1"'),

  'host-names-needed': hosts('', null),
  'host-leading-dot': hosts('".partner.test"\t"WhiteList=1"\n', '"partner.test"\t"WhiteList=1"\n'),
  'host-not-a-name': hosts('"part ner.test"\t"WhiteList=1"\n', '"partner.test"\t"WhiteList=1"\n'),
  'host-beginning': hosts('"partner.test"\t"WhiteList=1"\n', '"."\t"EnableVRFY"\n'),
  'host-everybody': hosts('"."\t"WhiteList=1"\n', '"."\t"EnableVRFY"\n'),
  'whitelist-wide': whitelist('"10.0.0.0/7"\t"WhiteList"', '"10.0.0.0/8"\t"WhiteList"'),
  'property-ease-tls': whitelist('"192.0.2.0/24"\t"EaseTLS=1"', '"192.0.2.0/24"\t"NoAuth=1"'),
  'property-word-is-zero': whitelist('"192.0.2.0/24"\t"WhiteList=yes"', '"192.0.2.0/24"\t"WhiteList=1"'),
  'property-comma-list': whitelist(
    '"192.0.2.0/24"\t"WhiteList=1,NoAuth=1"',
    '"192.0.2.0/24"\t"WhiteList=1"\t"NoAuth=1"',
  ),
  'property-unknown': whitelist('"192.0.2.0/24"\t"Whitelist=1"', '"192.0.2.0/24"\t"WhiteList=1"'),
  'property-sender-check': whitelist(
    '"192.0.2.0/24"\t"SenderDomainCheck=1"',
    '"192.0.2.0/24"\t"SenderDomainCheck=0"',
  ),

  'pattern-everybody': senders('*', '*@rude.test'),
  'pattern-never-matches': senders('rude.test', '*rude.test'),
  'pattern-covered': senders('*@rude.test\njoe@rude.test', 'joe@rude.test\n*@rude.test'),
  'starttls-lifts-refusal': spammers('"203.0.113.0/24"\t"code=0"', '"203.0.113.0/24"\t"code=-9"'),

  'administrator-comment': administrators('#"admin"\t"030a17080017"', '# admin'),
  'administrator-half-password': administrators('"bob"\t"14100c0011zz"', '"bob"\t"14100c001148"'),
  'administrator-digest-only': administrators('"bob"\t"46141012100c0011"', '"bob"\t"14100c0011481410"'),
  'administrator-duplicate': administrators('"Carol"\t"14100c0011481410"', '"Carl"\t"14100c0011481410"'),
  'password-empty': accounts('"scanner"\t""\t"M"', '"scanner"\t"plum Tram 41"\t"M"'),
  'password-example': administrators('"bob"\t"1d08040c09"', '"bob"\t"14100c0011481410"'),
  'password-weak': accounts('"scanner"\t"Scanner1"\t"M"', '"scanner"\t"plum Tram 41"\t"M"'),
  'password-shared': accounts(
    '"scanner"\t"plum Tram 41"\t"M"\n"copier"\t"plum Tram 41"\t"M"',
    '"scanner"\t"plum Tram 41"\t"M"\n"copier"\t"plum Tram 42"\t"M"',
  ),
  'account-duplicate': accounts(
    '"scanner"\t"plum Tram 41"\t"M"\n"scanner"\t"plum Tram 42"\t"R"',
    '"scanner"\t"plum Tram 41"\t"M"\n"copier"\t"plum Tram 42"\t"R"',
  ),
  'account-letters': accounts('"scanner"\t"plum Tram 41"\t"mR"', '"scanner"\t"plum Tram 41"\t"MR"'),

  'program-grants-nothing': file('smtpextauth.tab', '"PLAIN"\t"/bin/check"\t"@@USER"\n', '# none\n'),
  'program-unknown-mechanism': file('smtpextauth.tab', '"DIGEST"\t"/bin/check"\n', '"login"\t"/bin/check"\n'),
  'program-duplicate': file(
    'smtpextauth.tab',
    '"PLAIN"\t"/bin/check"\n"PLAIN"\t"/bin/other"\n',
    '"PLAIN"\t"/bin/check"\n"LOGIN"\t"/bin/other"\n',
  ),
  'program-unknown-macro': file(
    'smtpextauth.tab',
    '"PLAIN"\t"/bin/check"\t"@@NAME"\n',
    '"PLAIN"\t"/bin/check"\t"@@USER"\n',
  ),

  'setting-duplicate': settings(
    '"MaxMTAOps"\t"16"\n"MaxMTAOps"\t"20"',
    '"MaxMTAOps"\t"16"\n#"MaxMTAOps"\t"20"',
  ),
  'setting-word-is-off': settings('"CheckMailerDomain"\t"yes"', '"CheckMailerDomain"\t"1"'),
  'setting-number': settings('"MaxMessageSize"\t"20 MB"', '"MaxMessageSize"\t"20000"'),
  'setting-misspelt': settings('"maxMTAOps"\t"16"', '"MaxMTAOps"\t"16"'),
  'setting-unknown': settings('"SmtpBanner"\t"hello"', '"HeloDomain"\t"mail.here.test"'),
  'drop-code-does-nothing': settings('"SMTP-IpMapDropCode"\t"0"', '"SMTP-IpMapDropCode"\t"-5"'),
  'passwords-logged': settings('"Pop3LogPasswd"\t"2"', '"Pop3LogPasswd"\t"0"'),
  'client-certificates': settings('"SSLWantCert"\t"1"', '"SSLWantVerify"\t"1"'),
  'reply-without-code': settings('"SmtpMsgIPBan"\t"Go away"', '"SmtpMsgIPBan"\t"550 Go away"'),
  'gateways-comma': settings(
    '"DefaultSMTPGateways"\t"a.here.test,b.here.test"',
    '"DefaultSMTPGateways"\t"a.here.test;b.here.test"',
  ),
  'clear-text-list': file(
    'server.tab',
    SETTINGS_TEXT.replace('"SmtpNoTLSAuths"\t""', '"SmtpNoTLSAuths"\t"CRAM-MD5,LOGIN"'),
    SETTINGS_TEXT.replace('"SmtpNoTLSAuths"\t""', '"SmtpNoTLSAuths"\t"CRAM-MD5"'),
  ),
  'sign-in-for-all-mail': settings('"SmtpConfig"\t"mail-auth"', '"SmtpConfig-192.0.2.7,587"\t"mail-auth"'),
  'setting-odd-part': settings('"SmtpConfig"\t"wanttls"', '"SmtpConfig"\t"WantTLS"'),
  'maps-code-above-one': settings('"CustMapsList"\t"bl.here.test:2"', '"CustMapsList"\t"bl.here.test:1"'),
  'maps-entry': settings(
    '"CustMapsList"\t"bl.here.test:1, dul.here.test:1"',
    '"CustMapsList"\t"bl.here.test:1,dul.here.test:1"',
  ),
  'pop-before-smtp': file('server.tab', without('EnableAuthSMTP-POP3'), SETTINGS_TEXT),
  'vrfy-allowed': settings('"AllowSmtpVRFY"\t"1"', '"AllowSmtpVRFY"\t"0"'),

  'tls-off': settings('"EnableSMTP-TLS"\t"0"', '"EnableSMTP-TLS"\t"1"'),
  'clear-text-sign-in': file('server.tab', without('SmtpNoTLSAuths'), SETTINGS_TEXT),
  'trusted-file': {
    found: { files: { 'server.tab': `${SETTINGS_TEXT}"SSLUseCertsFile"\t"1"\n`, 'certs.pem': null } },
    near: { files: { 'server.tab': `${SETTINGS_TEXT}"SSLUseCertsFile"\t"1"\n`, 'certs.pem': TRUSTED_TEXT } },
  },
  'certificate-missing': { found: { options: { certificate: { state: 'absent' } } }, near: {} },
  'certificate-key': certificate({ key: 'mismatch' }),
  'certificate-expired': certificate(
    { validToMs: validToMs - YEAR_MS - DAY_MS },
    { validToMs: validToMs - YEAR_MS + DAY_MS },
  ),
  'certificate-not-yet-valid': certificate({ validFromMs: validToMs - YEAR_MS + DAY_MS }),
  'certificate-ends-soon': certificate(
    { validToMs: validToMs - YEAR_MS + 29 * DAY_MS },
    { validToMs: validToMs - YEAR_MS + 31 * DAY_MS },
  ),
  'certificate-weak': certificate({ rsaBits: 1024 }, { rsaBits: null }),
  'certificate-self-signed': certificate({ selfSigned: true }),
  'certificate-wrong-name': certificate({ names: ['www.here.test'] }, { names: ['*.here.test'] }),

  'comment-leaks': relay(`# ${LONG}`, `# ${'x'.repeat(500)}`),
  'line-too-long': relay(`"10.0.0.0/8"\t"${LONG}"`, `"10.0.0.0/8"\t"${'x'.repeat(400)}"`),
  'line-has-nul': relay('"10.0.0.0/8"\t"a\0b"', '"10.0.0.0/8"\t"ab"'),
  'byte-order-mark': relay('\xef\xbb\xbf"10.0.0.0/8"', '"10.0.0.0/8"'),

  'filter-never-runs': file(
    'filters.in.tab',
    '"*"\t"*"\t"203.0.113.5"\t"0.0.0.0/0"\t"virus.tab"\n',
    '"*"\t"*"\t"203.0.113.5/32"\t"0.0.0.0/0"\t"virus.tab"\n',
  ),
}

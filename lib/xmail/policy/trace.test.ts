import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { decideSmtp } from './decide-smtp'
import type { SmtpQuestion, World } from './question'
import { addressOf, decided, policyOf, QUIET } from './testing/policy-of'
import { CHECKS, MAX_PASSED_OVER, OUTCOMES, type TraceStep } from './trace'

const question: SmtpQuestion = { client: addressOf('10.0.0.5'), from: 'a@b.test', rcpt: 'c@d.test' }

function traceOf(
  files: Readonly<Record<string, string | null>>,
  { vars = {}, world = {} }: { vars?: Record<string, string>; world?: World } = {},
): readonly TraceStep[] {
  return decided(decideSmtp(policyOf(vars, files), question, { ...QUIET, ...world })).trace
}

const stepOf = (trace: readonly TraceStep[], check: TraceStep['check']) =>
  trace.find((step) => step.check === check)

describe('a trace', () => {
  it("has XMail's checks in XMail's order", () => {
    const trace = traceOf({ 'smtprelay.tab': '"10.0.0.0/8"\n' }, { vars: { SmtpConfig: 'mail-auth=0' } })
    expect(trace.map(({ command, check, outcome }) => `${command} ${check} ${outcome}`)).toEqual([
      '0 ip-properties absent',
      '0 ip-map absent',
      '0 spammers passes',
      '0 smtp-config passes',
      '1 auth-offer grants',
      '2 spam-address absent',
      '3 local-domain grants-nothing',
      '3 relay-permission grants-nothing',
      '3 relay-table grants',
    ])
  })

  it('names the line that decides in an ipmap file, and why the others do not', () => {
    const text = [
      '"10.0.0.0/8"\t""\t"DENY"\t1',
      '"10.0.0.0/8"\t"DENY"\t9',
      '"10.0.0.0/16"\t""\t"ALLOW"\t2',
      '"pc.corp.test/32"\t""\t"DENY"\t9',
      '"192.0.2.0/24"\t""\t"DENY"\t9',
      '"10.0.0.0/24"\t""\t"ALLOW"\t2',
      '"10.0.0.5"\t"x"\t"DENY"\t9',
      '"10.0.0.0/8"\t""\t"DENY"\t-2',
    ].join('\n')
    expect(stepOf(traceOf({ 'smtp.ipmap.tab': text }), 'ip-map')).toMatchObject({
      outcome: 'passes',
      file: 'smtp.ipmap.tab',
      line: 5,
      passedOver: [
        { line: 0, why: 'outranked' },
        { line: 1, why: 'three-field-cidr' },
        { line: 2, why: 'tie-lost' },
        { line: 3, why: 'host-name' },
        { line: 6, why: 'mask-invalid' },
        { line: 7, why: 'precedence-never-applies' },
      ],
    })
  })

  it('says of a first-match table what came before and what would have fit behind', () => {
    const text = '"10.0.0.5"\n"10.0.0.0/24"\n"192.0.2.0/24"\n"10.0.0.0/8"\n"bad line"\n'
    expect(stepOf(traceOf({ 'smtprelay.tab': text }), 'relay-table')).toMatchObject({
      line: 1,
      passedOver: [
        { line: 0, why: 'bare-address' },
        { line: 3, why: 'behind-first-match' },
      ],
    })
  })

  it('keeps short where a file is full of dead lines', () => {
    const step = stepOf(traceOf({ 'smtprelay.tab': '"10.0.0.5"\n'.repeat(150) }), 'relay-table')
    expect(step?.passedOver.length).toBe(MAX_PASSED_OVER)
    expect(step?.morePassedOver).toBe(50)
  })

  it('names the variable that decides, with its line and value', () => {
    const trace = traceOf({}, { vars: { 'SMTP-RDNSCheck': '-3' } })
    expect(stepOf(trace, 'reverse-dns')).toMatchObject({
      outcome: 'delays',
      file: 'server.tab',
      line: 2,
      detail: { variable: 'SMTP-RDNSCheck', value: '-3' },
    })
  })

  it('has a use for each word of its lists', () => {
    const folder = fileURLToPath(new URL('.', import.meta.url))
    const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && path !== 'trace.ts')
      .map((path) => readFileSync(`${folder}/${path}`, 'utf8'))
      .join('\n')
    for (const word of [...CHECKS, ...OUTCOMES]) expect(sources).toContain(`'${word}'`)
  })
})

import { describe, expect, it } from 'vitest'
import { open } from '@/lib/xmail/policy/testing/policy-of'
import { readRelay } from '@/lib/xmail/tables'
import { findExamples, firstClientOf } from './find-examples'

function factsOf(files: Readonly<Record<string, string>>) {
  return findExamples((path) => (files[path] === undefined ? null : open(path, files[path])))
}

describe('facts for examples', () => {
  it('are the first of each table that are good for one', () => {
    const facts = factsOf({
      'smtprelay.tab': '# office\n"10.0.0.9"\n"pc.corp.test/32"\n"192.0.2.0"\t"255.255.255.0"\n',
      'mailusers.tab': [
        '"here.test"\t"list"\t"1d08"\t1\t"list"\t"M"\n',
        '"here.test"\t"joe"\t"1d08040c09"\t2\t"joe"\t"U"\n',
      ].join(''),
      'domains.tab': '"here.test"\n"there.test"\n',
      'server.tab': '"RootDomain"\t"root.test"\n"SmtpConfig"\t"x"\n"SmtpConfig-192.0.2.7,587"\t"mail-auth"\n',
    })
    expect(facts).toEqual({
      relayClient: '192.0.2.1',
      account: 'joe@here.test',
      domain: 'here.test',
      listeners: ['192.0.2.7,587'],
    })
  })

  it('are none of a MailRoot without the files', () => {
    expect(factsOf({})).toEqual({ relayClient: null, account: null, domain: null, listeners: [] })
    expect(factsOf({ 'server.tab': '"RootDomain"\t"root.test"\n' }).domain).toBe('root.test')
  })
})

describe('a client of a row', () => {
  const clientsOf = (text: string) => readRelay(open('smtprelay.tab', text)).map(firstClientOf)

  it('is the address itself, or the one behind the first of a network', () => {
    const text = '"10.0.0.9/32"\n"10.0.0.0/8"\n"0.0.0.0/0"\n"2001:db8::/32"\n"::1/128"\n"pc.corp.test/32"\n'
    expect(clientsOf(text)).toEqual(['10.0.0.9', '10.0.0.1', '0.0.0.1', '2001:db8::1', '::1', null])
  })
})

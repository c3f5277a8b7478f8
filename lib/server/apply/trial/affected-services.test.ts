import { expect, it } from 'vitest'
import { affectedServices } from './affected-services'

const ALL_TLS = ['smtp', 'smtps', 'pop3', 'pop3s', 'ctrl', 'ctrls']

it.each([
  ['smtprelay.tab', ['smtp'], []],
  ['filters.post-rcpt.tab', ['smtp'], []],
  ['custdomains/example.org.tab', ['smtp'], []],
  ['pop3.ipmap.tab', ['pop3'], []],
  ['ctrl.ipmap.tab', ['ctrl'], []],
  ['finger.ipmap.tab', ['finger'], []],
  ['server.tab', ['smtp', 'pop3', 'ctrl', 'finger'], ALL_TLS],
  ['server.cert', [], ALL_TLS],
  ['certs/ca.pem', [], ALL_TLS],
  // Of a message that is there already, of single accounts, or of a server that is started again.
  ['filters.in.tab', [], []],
  ['smtpauth.tab', [], []],
  ['domains/example.org/taro/pop3.ipmap.tab', [], []],
  ['/etc/init.d/xmail', [], []],
])('%s', (path, gates, tls) => {
  expect(affectedServices([path])).toEqual({ gates, tls })
})

it('adds up what several files decide about', () => {
  expect(affectedServices(['finger.ipmap.tab', 'smtprelay.tab', 'server.key'])).toEqual({
    gates: ['smtp', 'finger'],
    tls: ALL_TLS,
  })
})

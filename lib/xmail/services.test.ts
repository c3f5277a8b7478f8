import { describe, expect, it } from 'vitest'
import { DEFAULT_PORTS, resolveServices, SERVICE_NAMES, serviceChoicesSchema } from './services'
import { startFilePathSchema } from './start-file-path'

describe('resolveServices', () => {
  it('puts what nobody has set at the usual port of the server’s own host', () => {
    const services = resolveServices('mx.example', {})
    expect(SERVICE_NAMES.map((name) => services[name])).toEqual(
      [25, 465, 110, 995, 79, 6017, 6018].map((port) => ({ host: 'mx.example', port })),
    )
  })

  it('takes what was set, with the own host where none was', () => {
    const services = resolveServices('mx.example', {
      smtp: { host: '', port: 2525 },
      finger: { host: '192.0.2.7', port: 79 },
      pop3: null,
    })
    expect(services).toMatchObject({
      smtp: { host: 'mx.example', port: 2525 },
      finger: { host: '192.0.2.7', port: 79 },
      pop3: null,
      pop3s: { host: 'mx.example', port: DEFAULT_PORTS.pop3s },
    })
  })
})

describe('serviceChoicesSchema', () => {
  it('takes nothing that is no host, no port and no service', () => {
    const takes = (choices: unknown) => serviceChoicesSchema.safeParse(choices).success
    expect(takes({})).toBe(true)
    expect(takes({ smtp: { host: '2001:db8::1', port: 1 }, ctrls: null })).toBe(true)
    for (const place of [
      { host: 'a b', port: 25 },
      { host: 'mx\r\nQUIT', port: 25 },
      { host: 'mx', port: 0 },
      { host: 'mx', port: 65_536 },
      { host: 'mx', port: 25.5 },
      { host: 'mx' },
    ]) {
      expect(takes({ smtp: place }), JSON.stringify(place)).toBe(false)
    }
    expect(takes({ ssh: { host: '', port: 22 } })).toBe(false)
  })
})

describe('startFilePathSchema', () => {
  it('takes absolute paths, and the empty one for none', () => {
    for (const path of [
      '/etc/init.d/xmail',
      '/etc/default/xmail',
      '/etc/systemd/system/xmail.service.d/o.conf',
    ]) {
      expect(startFilePathSchema.parse(` ${path} `)).toBe(path)
    }
    expect(startFilePathSchema.parse('')).toBeNull()
    expect(startFilePathSchema.parse(startFilePathSchema.parse(''))).toBeNull()
  })

  it('takes nothing that could lead elsewhere', () => {
    for (const path of [
      'etc/init.d/xmail',
      '/',
      '/etc/',
      '/etc//xmail',
      '/etc/../passwd',
      '/etc/./xmail',
      '/etc/x..y',
      '/etc/x"y',
      '/etc/x\\y',
      '/etc/x\ny',
      '/etc/\u30e1',
      `/${'x'.repeat(1024)}`,
    ]) {
      expect(startFilePathSchema.safeParse(path).success, path).toBe(false)
    }
  })
})

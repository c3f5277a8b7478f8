import { describe, expect, it } from 'vitest'
import { servicesOf } from './services-of'

const ctrl = { kind: 'ctrl', host: 'mx.example', port: 7017, user: 'root', encryption: 'starttls' }

describe('servicesOf', () => {
  it('finds CTRL where the console comes in itself, and the rest on that host', () => {
    expect(servicesOf({ connection: ctrl, services: null })).toMatchObject({
      ctrl: { host: 'mx.example', port: 7017 },
      ctrls: { host: 'mx.example', port: 6018 },
      smtp: { host: 'mx.example', port: 25 },
    })
    expect(servicesOf({ connection: { ...ctrl, encryption: 'tls' }, services: null })).toMatchObject({
      ctrl: { port: 6017 },
      ctrls: { port: 7017 },
    })
  })

  it('looks for the services of a folder on this machine, and never takes the SSH port for one of XMail’s', () => {
    const local = { kind: 'local', mailRoot: '/var/MailRoot' }
    expect(servicesOf({ connection: local, services: { smtp: null } })).toMatchObject({
      smtp: null,
      finger: { host: '127.0.0.1', port: 79 },
    })
    const sftp = {
      ...local,
      kind: 'sftp',
      host: 'mx.example',
      port: 2222,
      user: 'x',
      auth: 'agent',
      hostKey: null,
    }
    expect(servicesOf({ connection: sftp, services: null }).ctrl).toEqual({ host: 'mx.example', port: 6017 })
  })
})

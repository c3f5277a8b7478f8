import { describe, expect, it } from 'vitest'
import { changeOf } from '@/lib/changes/by-hand/testing/run-shell'
import { err, ok } from '@/lib/errors'
import { handWayOf } from './hand-way-of'
import { listByHand } from './list-by-hand'
import { putBackChanges } from './put-back-changes'
import { toDownload } from './to-download'

describe('listByHand', () => {
  it('offers what can be seen, and says what the commands leave out', () => {
    const files = [
      changeOf('smtprelay.tab', null, 'a\n'),
      changeOf('spammers.tab', 'a\n', 'no end'),
      changeOf('smtp.hnprop.tab', 'a\n', null),
      changeOf('smtpauth.tab', 'a\n', '"a"\t"b"\t"M"\n'),
    ]
    const secret = { path: 'smtpauth.tab', because: 'secret' }
    expect(listByHand(files, 'ctrl')).toEqual({
      way: 'ctrl',
      files: ['smtprelay.tab', 'spammers.tab'],
      leftOut: [{ path: 'spammers.tab', because: 'bytes' }, secret],
    })
    expect(listByHand(files, 'folder').leftOut).toEqual([secret])
  })
})

describe('putBackChanges', () => {
  it('goes from what a change left to what it found', () => {
    const sides = { before: Buffer.from('old\n'), after: null, beforeDigest: null, afterDigest: null }
    const [file, ...others] = putBackChanges([
      { path: 'spammers.tab', ...sides },
      { path: 'of-nobody.txt', ...sides },
    ])
    expect([file?.path, file?.before, String(file?.after)]).toEqual(['spammers.tab', null, 'old\n'])
    expect(others).toEqual([])
  })
})

describe('handWayOf', () => {
  it('has no secret of a connection, and no way of its own for SFTP', () => {
    const mailRoot = '/var/MailRoot'
    expect(handWayOf({ kind: 'local', mailRoot })).toEqual({ kind: 'folder', mailRoot })
    const sftp = { kind: 'sftp', host: 'a', port: 22, user: 'u', auth: 'key' } as const
    expect(handWayOf({ ...sftp, mailRoot, hostKey: null, allowOldAlgorithms: false })).toEqual({
      kind: 'folder',
      mailRoot,
    })
  })
})

describe('toDownload', () => {
  it('keeps every byte, and makes a name of a path', async () => {
    const response = toDownload(ok(Uint8Array.of(0, 255)), 'filters/spam.tab')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="filters-spam.tab"')
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([0, 255])
  })

  it('answers trouble by its code', async () => {
    const response = toDownload(err('DRIFTED', { path: 'a' }), 'a')
    expect([response.status, await response.text()]).toEqual([409, 'DRIFTED'])
  })
})

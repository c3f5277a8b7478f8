import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRaw, type RawConnection } from '../support/raw-connection'
import { replayTranscript, TRANSCRIPTS } from '../support/transcripts'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

/** The recorded sessions against a real server: where they differ, the recording or the harness is wrong. */
describe.skipIf(!XMAIL_HOME)('the recorded CTRL sessions', () => {
  let xmail: RealXmail
  beforeAll(async () => {
    xmail = await startXmail({ home: XMAIL_HOME ?? '' })
  })
  afterAll(() => xmail?.stop())

  // These two change what every later session would meet, so each has a server of its own.
  const apart = new Set(['busy', 'ctrl-ipmap-refused'])

  for (const session of TRANSCRIPTS.filter(({ name }) => !apart.has(name))) {
    it(session.name, async () => {
      expect(await replayTranscript(session, xmail)).toEqual([])
    })
  }

  for (const session of TRANSCRIPTS.filter(({ name }) => apart.has(name))) {
    it(session.name, async () => {
      const server = await startXmail({ home: XMAIL_HOME ?? '', options: ['-CX', '3'] })
      const held: RawConnection[] = []
      try {
        if (session.name === 'busy') held.push(...(await holdSessions(server.ctrlPort, 3)))
        expect(await replayTranscript(session, server)).toEqual([])
      } finally {
        for (const connection of held) connection.destroy()
        await server.stop()
      }
    })
  }
})

async function holdSessions(port: number, count: number): Promise<RawConnection[]> {
  const held: RawConnection[] = []
  // The connection that saw the server come up may still be counted: it is waited out.
  for (let tries = 0; held.length < count && tries < 100; tries++) {
    const connection = await openRaw({ port })
    await connection.waitFor((text) => text.includes('\n'))
    if (connection.received().startsWith('+')) held.push(connection)
    else connection.destroy()
  }
  return held
}

import { err, ok, type Result } from '@/lib/errors'
import type { SftpConnection } from '../connection'
import { startDeadline } from '../deadline'
import { troubleIn } from '../folder/disk'
import type { CallOptions } from '../store'
import { dial } from './dial'
import type { HostKey } from './host-key'

const TIMEOUT_MS = 20_000

/**
 * The key that a server shows, for a person to compare and confirm. The connection ends there: no user name is sent.
 * Errors: those of connectSocket; SSH_TOO_OLD, CONNECTION_LOST, PROTOCOL_VIOLATION, TIMED_OUT, CANCELLED.
 */
export async function inspectHostKey(
  connection: Pick<SftpConnection, 'host' | 'port' | 'allowOldAlgorithms'>,
  options?: CallOptions,
): Promise<Result<HostKey>> {
  const deadline = startDeadline(options?.timeoutMs ?? TIMEOUT_MS, options?.signal)
  let shown: HostKey | null = null
  try {
    const dialled = await dial(
      {
        // ssh2 wants a name, and has no chance to send it.
        connection: { ...connection, user: '' },
        judge: (key) => {
          shown = key
          return { code: 'HOST_KEY_UNKNOWN' }
        },
        login: () => {
          throw new Error('a login was asked for before the host key was confirmed')
        },
      },
      deadline,
    )
    dialled.end()
    return err('PROTOCOL_VIOLATION')
  } catch (caught) {
    const { fault } = troubleIn(caught)
    return shown ? ok(shown) : { ok: false, error: fault }
  } finally {
    deadline.dispose()
  }
}

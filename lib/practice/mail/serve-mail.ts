import type { Socket } from 'node:net'
import type { MailService } from '../options'
import { makeTlsContext } from '../tls-context'
import { type MailClient, socketAddress } from './client'
import { runFingerSession } from './finger-session'
import { runPop3Session } from './pop3-session'
import { runSmtpSession } from './smtp-session'

const RUN: Readonly<Record<MailService, (client: MailClient) => Promise<void>>> = {
  smtp: runSmtpSession,
  smtps: runSmtpSession,
  pop3: runPop3Session,
  pop3s: runPop3Session,
  finger: runFingerSession,
}

/** Serves one client of a service. Where TLS comes first, it comes before any look at the address, as in XMail. */
export async function serveMail(
  service: MailService,
  socket: Socket,
  parts: Omit<MailClient, 'peer' | 'local' | 'isTls'>,
): Promise<void> {
  const peer = socketAddress(socket.remoteAddress)
  const address = socketAddress(socket.localAddress)
  if (!peer || !address) return
  const local = { address, port: socket.localPort ?? 0 }
  const isTls = service === 'smtps' || service === 'pop3s'
  if (isTls && !(await startTls(parts))) return
  await RUN[service]({ ...parts, peer, local, isTls })
}

async function startTls({
  connection,
  root,
  tls,
  timeoutMs,
}: Pick<MailClient, 'connection' | 'root' | 'tls' | 'timeoutMs'>) {
  const context = await makeTlsContext(root, tls)
  return context !== null && connection.startTls(context, timeoutMs)
}

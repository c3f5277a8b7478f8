import 'server-only'
import { z } from 'zod'
import { deleteServer, updateAfterApply, updateSurroundings } from '@/lib/db/servers'
import { ok } from '@/lib/errors'
import {
  changeServerSchema,
  ctrlConnectionSchema,
  newServerSchema,
  sftpConnectionSchema,
} from '@/lib/mailroot/connection'
import { inspectCtrlCertificate } from '@/lib/mailroot/ctrl'
import { inspectHostKey } from '@/lib/mailroot/sftp/inspect-host-key'
import { confirmSecondsSchema } from '@/lib/people/confirm-seconds'
import { serviceChoicesSchema } from '@/lib/xmail/services'
import { startFilePathSchema } from '@/lib/xmail/start-file-path'
import { action } from '../action'
import { getContainer } from '../container'
import { addServer as add, changeServer as change, tryUnsaved } from './save-server'

const serverId = z.string().min(1).max(100)
const INSPECT_TIMEOUT_MS = 15_000

/** What a CTRL server shows of its certificate. Nobody signs in for it. */
export const showCertificate = action({
  // The form may hold half a pin or no authority yet; what is trusted does not matter for looking.
  input: ctrlConnectionSchema.extend({ trust: z.unknown().transform(() => ({ by: 'system' as const })) }),
  can: 'server.connect',
  name: 'server.inspect',
  detail: ({ host, port }) => ({ host, port }),
  run: async ({ input }) => {
    const report = await inspectCtrlCertificate(input, { timeoutMs: INSPECT_TIMEOUT_MS })
    if (!report.ok) return report
    const { validFrom, validTo, untrustedReason: _, ...shown } = report.value
    return ok({ ...shown, validFrom: Date.parse(validFrom), validTo: Date.parse(validTo) })
  },
})

/** What an SSH server shows of its host key. Nobody signs in for it. */
export const showHostKey = action({
  input: sftpConnectionSchema.extend({ user: z.string().max(100), mailRoot: z.string().max(1024) }),
  can: 'server.connect',
  name: 'server.inspect',
  detail: ({ host, port }) => ({ host, port }),
  run: async ({ input }) => inspectHostKey(input, { timeoutMs: INSPECT_TIMEOUT_MS }),
})

export const tryNewConnection = action({
  input: newServerSchema,
  can: 'server.connect',
  name: 'server.try',
  detail: ({ name }) => ({ name }),
  run: async ({ input }) => tryUnsaved(await getContainer(), input),
})

export const tryChangedConnection = action({
  input: z.object({ serverId, input: changeServerSchema }),
  can: 'server.connect',
  name: 'server.try',
  run: async ({ input }) => tryUnsaved(await getContainer(), input.input, input.serverId),
})

export const addServer = action({
  input: newServerSchema,
  can: 'server.connect',
  name: 'server.add',
  detail: ({ name }) => ({ name }),
  run: async ({ input }) => add(await getContainer(), input),
})

export const changeServer = action({
  input: z.object({ serverId, input: changeServerSchema }),
  can: 'server.connect',
  name: 'server.change',
  run: async ({ input }) => change(await getContainer(), input.serverId, input.input),
})

/** Where the services are reached, and which file starts XMail. Nothing is tried: a service may be down. */
export const changeSurroundings = action({
  input: z.object({ serverId, services: serviceChoicesSchema, startFile: startFilePathSchema }),
  can: 'server.connect',
  name: 'server.services',
  detail: ({ services, startFile }) => ({ services, startFile }),
  run: async ({ input: { serverId: id, services, startFile } }) => {
    const { records } = await getContainer()
    const changed = await updateSurroundings(records, id, { services, startFile })
    return changed.ok ? ok(null) : changed
  },
})

/** How long an applied change waits to be kept, and whether the running server is tried first. */
export const changeAfterApply = action({
  input: z.object({ serverId, seconds: confirmSecondsSchema, probes: z.boolean() }),
  can: 'server.configure',
  name: 'server.after-apply',
  detail: ({ seconds, probes }) => ({ seconds, probes }),
  run: async ({ input: { serverId: id, seconds, probes } }) => {
    const { records } = await getContainer()
    const changed = await updateAfterApply(records, id, { confirmSeconds: seconds, probes })
    return changed.ok ? ok(null) : changed
  },
})

export const removeServer = action({
  input: z.object({ serverId }),
  can: 'server.connect',
  name: 'server.remove',
  run: async ({ input }) => {
    const { records, stores } = await getContainer()
    const removed = await deleteServer(records, input.serverId)
    if (removed.ok) await stores.forget(input.serverId)
    return removed
  },
})

import 'server-only'
import { z } from 'zod'
import { describeCertificate, hashSubject, readAuthorities } from '@/lib/certificates'
import { err, ok, type Result } from '@/lib/errors'
import type { Person } from '@/lib/people/person'
import { parseMailRootPath } from '@/lib/xmail/path'
import { printDocument, toByteString } from '@/lib/xmail/tab'
import { type CertificateRow, type Edit, MAX_PEM_CHARACTERS, readCertificateFile } from '@/lib/xmail/tables'
import { action } from '../action'
import { getContainer } from '../container'
import { openDraft } from '../draft/open-draft'
import { stageEdit, stageEdits } from '../draft/stage-edit'
import { readTlsFiles, TRUSTED } from './read-tls-files'
import { type FolderFile, freeName, readTrustedFolder } from './read-trusted-folder'
import { markOf } from './show-trusted'

const serverId = z.string().min(1).max(100)
/** A whole list of authorities may be given at once. */
const pem = z.string().max(MAX_PEM_CHARACTERS)
const place = { table: 'certificate', path: TRUSTED } as const

/** Adds the certificates of a text to certs.pem, those that are there already left out. Errors: those of `readAuthorities`, CERTIFICATE_DUPLICATE where all are. */
export const addTrusted = action({
  input: z.object({ serverId, certificate: pem }),
  can: 'server.control',
  name: 'draft.tls.trust',
  run: async ({ input, actor: person }) => {
    const given = readAuthorities(input.certificate)
    if (!given.ok) return given
    const certificates = given.value.map((each) => ({
      text: each.toString(),
      subject: describeCertificate(each).subject,
    }))
    return stageEdit(await getContainer(), {
      ...{ serverId: input.serverId, person, path: TRUSTED },
      makeEdit: (drafted) => {
        const there = new Set(readCertificateFile(drafted).map(markOf))
        const added = certificates.filter((each) => !there.has(markOf(each)))
        const [first] = certificates
        if (added.length === 0)
          return err('CERTIFICATE_DUPLICATE', { subject: first?.subject ?? '' }, 'certificate')
        return ok<Edit>({ ...place, op: 'trust', certificates: added })
      },
    })
  },
})

/** Takes one block out of certs.pem. Errors: ROW_NOT_FOUND {line}, those of `applyDistrust`. */
export const removeTrusted = action({
  input: z.object({ serverId, line: z.number().int().min(0), mark: z.string().length(64) }),
  can: 'server.control',
  name: 'draft.tls.distrust',
  run: async ({ input, actor: person }) =>
    stageEdit(await getContainer(), {
      ...{ serverId: input.serverId, person, path: TRUSTED },
      makeEdit: (drafted) => {
        const row = findBlock(readCertificateFile(drafted), input)
        if (!row) return err('ROW_NOT_FOUND', { line: input.line + 1 })
        return ok<Edit>({ ...place, op: 'distrust', line: row.line, text: row.text, subject: subjectOf(row) })
      },
    }),
})

function findBlock(rows: readonly CertificateRow[], sought: { line: number; mark: string }) {
  const same = rows.filter((row) => markOf(row) === sought.mark)
  return same.find(({ line }) => line === sought.line) ?? (same.length === 1 ? same[0] : undefined)
}

function subjectOf({ text, label }: CertificateRow): string {
  const read = readAuthorities(text)
  const [certificate] = read.ok ? read.value : []
  return certificate ? describeCertificate(certificate).subject : label
}

/**
 * Removes certs.pem. Error: TRUSTED_FILE_MISSING while the draft leaves SSLUseCertsFile on: XMail would trust every
 * authority of its computer.
 */
export const removeTrustedFile = action({
  input: z.object({ serverId }),
  can: 'server.control',
  name: 'draft.tls.remove-trusted',
  run: async ({ input, actor: person }) => {
    const world = await getContainer()
    const files = await readDrafted(input.serverId, person)
    if (!files.ok) return files
    if (files.value.drafted.check.usesFile) return err('TRUSTED_FILE_MISSING')
    return stageEdit(world, {
      ...{ serverId: input.serverId, person, path: TRUSTED },
      makeEdit: () => ok<Edit>({ ...place, op: 'remove-file' }),
    })
  },
})

async function readDrafted(server: string, person: Person) {
  const world = await getContainer()
  const draft = await openDraft(world.records, server, person.id)
  return draft.ok ? readTlsFiles(world, server, draft.value.edits) : draft
}

/** Adds certificates to the folder `certs`, each under the name that OpenSSL looks for. */
export const addToTrustedFolder = action({
  input: z.object({ serverId, certificate: pem }),
  can: 'server.control',
  name: 'draft.tls.trust-in-folder',
  run: async ({ input, actor: person }) => {
    const given = readAuthorities(input.certificate)
    if (!given.ok) return given
    const files = await readFolder(input.serverId, person)
    if (!files.ok) return files
    const taken = new Set(files.value.map(({ name }) => name))
    const there = new Set(files.value.map(({ facts }) => facts?.sha256))
    const edits: Edit[] = []
    for (const certificate of given.value) {
      const { subject, sha256, names: about, validTo, key } = describeCertificate(certificate)
      const hash = hashSubject(certificate)
      if (there.has(sha256) || !hash) continue
      const name = freeName(hash, taken)
      const path = parseMailRootPath(`certs/${name}`)
      if (!path.ok) return path
      taken.add(name)
      const shown = { names: about.length > 0 ? [...about] : [subject], validTo, key }
      edits.push({
        table: 'certificate',
        path: path.value,
        op: 'install',
        text: certificate.toString(),
        about: shown,
      })
    }
    const [first] = given.value
    if (edits.length === 0)
      return err(
        'CERTIFICATE_DUPLICATE',
        { subject: first ? describeCertificate(first).subject : '' },
        'certificate',
      )
    return stage(input.serverId, person, edits)
  },
})

/** Takes a file out of the folder `certs`. */
export const removeFromTrustedFolder = action({
  input: z.object({ serverId, name: z.string().min(1).max(100) }),
  can: 'server.control',
  name: 'draft.tls.distrust-in-folder',
  detail: ({ name }) => ({ name }),
  run: async ({ input, actor: person }) => {
    const path = parseMailRootPath(`certs/${input.name}`)
    if (!path.ok) return path
    return stage(input.serverId, person, [{ table: 'certificate', path: path.value, op: 'remove-file' }])
  },
})

/** Puts what a file of the folder `certs` holds, to the byte, under the name that OpenSSL looks for. */
export const renameInTrustedFolder = action({
  input: z.object({ serverId, name: z.string().min(1).max(100) }),
  can: 'server.control',
  name: 'draft.tls.rename-in-folder',
  detail: ({ name }) => ({ name }),
  run: async ({ input, actor: person }) => {
    const names = await readFolder(input.serverId, person)
    if (!names.ok) return names
    const rightName = names.value.find(({ name }) => name === input.name)?.rightName
    const [from, to] = [parseMailRootPath(`certs/${input.name}`), parseMailRootPath(`certs/${rightName}`)]
    if (!from.ok) return from
    if (!to.ok || !rightName || rightName === input.name) return err('NOTHING_TO_CHANGE')
    return stageEdits(await getContainer(), {
      ...{ serverId: input.serverId, person, paths: [from.value, to.value] },
      makeEdits: (drafted) => {
        const text = toByteString(printDocument(drafted(from.value)))
        return ok<Edit[]>([
          { table: 'certificate', path: to.value, op: 'restore', text },
          { table: 'certificate', path: from.value, op: 'remove-file' },
        ])
      },
    })
  },
})

async function stage(server: string, person: Person, edits: readonly Edit[]): Promise<Result<null>> {
  const paths = [...new Set(edits.map(({ path }) => path))]
  return stageEdits(await getContainer(), { serverId: server, person, paths, makeEdits: () => ok(edits) })
}

/** What is in the folder with the draft applied. Error: FILE_NOT_FOUND {path} where there is no such folder. */
async function readFolder(server: string, person: Person): Promise<Result<readonly FolderFile[]>> {
  const { records, stores } = await getContainer()
  const draft = await openDraft(records, server, person.id)
  if (!draft.ok) return draft
  const store = await stores.storeFor(server)
  if (!store.ok) return store
  const folder = await readTrustedFolder(store.value, draft.value.edits)
  if (folder.state === 'not-listed') return { ok: false, error: folder.fault }
  if (folder.state === 'missing') return err('FILE_NOT_FOUND', { path: 'certs' })
  return ok(folder.files.filter(({ state }) => state !== 'removed'))
}

/** As much as the server takes. */
const MAX_BYTES = 256 * 1024

/** A file that somebody chose, as PEM text; null where it is larger than any certificate. */
export async function readPemUpload(file: File): Promise<string | null> {
  const bytes = await readBytes(file)
  if (!bytes) return null
  // DER begins with a SEQUENCE: a certificate as Windows exports it (.cer). Text never begins so.
  return bytes[0] === 0x30 ? wrapCertificate(toBase64(bytes)) : new TextDecoder().decode(bytes)
}

/** A file in base64; null where it is larger than any certificate. */
export async function readBase64Upload(file: File): Promise<string | null> {
  const bytes = await readBytes(file)
  return bytes && toBase64(bytes)
}

async function readBytes(file: File): Promise<Uint8Array | null> {
  return file.size > MAX_BYTES ? null : new Uint8Array(await file.arrayBuffer())
}

function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

function wrapCertificate(base64: string): string {
  const lines = base64.match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
